import { describe, expect, it } from 'vitest';
import {
  blockingFindings,
  type ConfigDiagnostic,
  type ErrorCode,
  type ErrorData,
  errorCatalogue,
  errorWords,
  type Finding,
  hasCode,
  isPodpassError,
  PodpassError,
} from '../../src/index.ts';

const cluster = 'prod@eu-west-1';
const call = { service: 'iam', operation: 'CreateRole' };
const detail = 'The detail of AWS.';
const finding: Finding = {
  code: 'trust-missing',
  severity: 'blocked',
  subject: 'app/a',
  message: 'No.',
  remedy: 'Fix.',
};

const diagnostic: ConfigDiagnostic = {
  code: 'key-unknown',
  severity: 'error',
  message: 'No.',
  range: { start: { line: 3, column: 1 }, end: { line: 3, column: 4 } },
};

/** For each code the fullest data, then data without what may be left out. The type keeps the table complete. */
const samples: { [Code in ErrorCode]: [ErrorData[Code], ...ErrorData[Code][]] } = {
  'invalid-input': [
    { issues: [{ path: 'request.kind', message: 'is wrong' }] },
    { issues: [{ path: '', message: 'is wrong' }] },
    { issues: [] },
    {
      issues: [
        { path: 'a', message: 'x' },
        { path: 'b', message: 'y' },
      ],
    },
  ],
  'not-signed-in': [{}],
  'sign-in-code-invalid': [{}],
  'too-many-attempts': [{ retryAfterSeconds: 60 }],
  'not-allowed': [{ permission: 'roles:create', role: 'viewer' }],
  'cross-site-request': [{}],
  'too-large': [{ limit: '1 MB' }],
  'route-not-found': [{ method: 'GET', path: '/x' }],
  'cluster-not-found': [{ cluster }],
  'association-not-found': [{ cluster, associationId: 'a-1' }],
  'association-exists': [
    { namespace: 'app', serviceAccount: 'reader', associationId: 'a-1', roleArn: 'arn:aws:iam::1:role/x' },
    { namespace: 'app', serviceAccount: 'reader' },
  ],
  'association-owned-by-addon': [{ associationId: 'a-1', addon: 'vpc-cni' }],
  'role-not-found': [{ role: 'x' }],
  'role-exists': [{ role: 'x' }],
  'role-in-use': [{ role: 'x' }],
  'policy-not-found': [{ policy: 'arn:aws:iam::aws:policy/x' }],
  'addon-not-found': [{ cluster, addon: 'vpc-cni' }],
  'addon-version-not-found': [{ region: 'us-west-2', addon: 'vpc-cni', version: 'v1.0.0-eksbuild.1' }],
  'addon-exists': [{ cluster, addon: 'vpc-cni' }],
  'addon-failed': [
    { cluster, addon: 'vpc-cni', issues: ['AccessDenied: no'] },
    { cluster, addon: 'vpc-cni', issues: [] },
  ],
  'cluster-exists': [{ cluster: 'demo' }],
  'cluster-protected': [{ cluster: 'demo' }],
  'cluster-in-use': [{ cluster: 'demo', by: ['node group late'] }],
  'cluster-failed': [{ cluster: 'demo', status: 'FAILED' }],
  'stack-failed': [
    { stack: 'podpass-demo', status: 'ROLLBACK_COMPLETE', reasons: ['Vpc: quota'] },
    { stack: 'podpass-demo', status: 'ROLLBACK_COMPLETE', reasons: [] },
  ],
  'node-group-failed': [
    { cluster: 'demo', nodeGroup: 'a', issues: ['AsgInstanceLaunchFailures: no capacity'] },
    { cluster: 'demo', nodeGroup: 'a', issues: [] },
  ],
  'fargate-profile-failed': [
    { cluster: 'demo', profile: 'a', status: 'CREATE_FAILED' },
    { cluster: 'demo', profile: 'a', status: 'CREATE_FAILED', issues: ['AccessDenied: the role is gone'] },
  ],
  'component-failed': [
    { cluster, component: 'monitoring', issues: ['Deployment a/b: 0 of 1 ready'] },
    { cluster, component: 'monitoring', issues: [] },
  ],
  'operation-not-found': [{ id: '1' }],
  'role-trust-invalid': [{ role: 'x', detail }],
  'role-not-visible-yet': [{ role: 'x' }],
  'role-unmodifiable': [{ role: 'x' }],
  'policy-malformed': [{ detail }],
  'trust-policy-too-large': [{ role: 'x', size: 2100, limit: 2048 }, { role: 'x', size: 2100 }, { role: 'x' }],
  'aws-quota-exceeded': [{ service: 'eks', detail }],
  'aws-conflict': [{ ...call, detail }],
  'aws-access-denied': [{ ...call, detail }],
  'aws-credentials-missing': [{ detail }],
  'aws-credentials-expired': [{}],
  'aws-throttled': [call],
  'aws-unavailable': [{ ...call, detail }],
  'aws-invalid-request': [{ ...call, detail }],
  'aws-not-found': [{ ...call, detail }],
  'kubernetes-unreachable': [{ cluster, detail }],
  'kubernetes-unauthorized': [{ cluster }],
  'kubernetes-forbidden': [{ cluster, verb: 'list', resource: 'pods', detail }],
  'kubernetes-not-admitted': [{ cluster, verb: 'create', resource: 'serviceaccounts', detail }],
  'kubernetes-not-found': [{ cluster, resource: 'Deployment', name: 'web' }],
  'kubernetes-exists': [{ cluster, resource: 'namespace', name: 'app' }],
  'kubernetes-conflict': [{ cluster, resource: 'Deployment', name: 'web' }],
  'kubernetes-invalid': [{ cluster, detail }],
  'plan-blocked': [
    { findings: [finding] },
    { findings: [{ ...finding, remedy: undefined }] },
    { findings: [finding, finding] },
  ],
  'plan-outdated': [{ detail }],
  'changed-since': [{ what: 'Association a-1' }],
  'operation-interrupted': [{ id: '1' }],
  'operation-over': [{ id: '1', state: 'done' }],
  'operation-not-retryable': [{ id: '1', state: 'done' }],
  'undo-not-confirmed': [{ cluster: 'team' }],
  'operation-superseded': [{ title: 'Delete cluster c', startedAt: '2026-01-01T00:00:00Z' }],
  'cluster-there-again': [{ cluster: 'c', target: 'Stack podpass-c' }],
  'operation-not-undoable': [{ id: '1', state: 'running' }],
  'operation-version-unknown': [{ id: '1', version: '3' }],
  'config-not-found': [{ id: '1' }],
  'config-revision-not-found': [{ id: '1', number: 2 }],
  'config-conflict': [
    { what: 'draft', version: 3, by: 'ann', at: '2026-01-02T03:04:05.678Z' },
    { what: 'draft', version: 0, by: 'ann', at: '2026-01-02T03:04:05.678Z' },
    { what: 'revision', version: 3, by: 'ann', at: '2026-01-02T03:04:05.678Z' },
  ],
  'config-invalid': [
    { diagnostics: [diagnostic], errors: 1 },
    { diagnostics: [], errors: 2 },
  ],
  'config-too-large': [{ bytes: 2_000_000, limit: '1 MiB' }],
  'config-check-timeout': [{ seconds: 3 }],
  'blueprint-not-found': [{ blueprint: 'x' }],
  'blueprint-exists': [{ blueprint: 'x' }],
  'blueprint-read-only': [{ blueprint: 'x' }],
  'store-unavailable': [{ detail }],
  internal: [{ reference: 'ref-1' }],
};

const cases = (Object.keys(samples) as ErrorCode[]).flatMap((code) =>
  samples[code].map((data, index): [string, ErrorCode, ErrorData[ErrorCode]] => [`${code} ${index + 1}`, code, data]),
);

describe('the catalogue', () => {
  it('has a sample for every code', () => {
    expect(Object.keys(samples).toSorted()).toEqual(Object.keys(errorCatalogue).toSorted());
  });

  it.each(cases)('says what, why and what to do: %s', (_what, code, data) => {
    const words = errorWords(code, data);
    for (const [part, text] of Object.entries(words)) {
      expect(text.trim(), part).toBe(text);
      expect(text, part).not.toBe('');
      expect(text, part).not.toMatch(/undefined|null|NaN|\[object|\$\{/);
    }
    expect(words.what, 'a sentence').toMatch(/[.:a-z]$/);
    expect(new PodpassError(code, data).message).toBe(words.what);
  });

  it('names the facts that it was given', () => {
    const texts = cases.map(([, code, data]) => [code, data, Object.values(errorWords(code, data)).join(' ')] as const);
    for (const [code, data, text] of texts) {
      for (const [name, fact] of Object.entries(data)) {
        // Which other change or earlier association it was is for programs.
        if (
          ['operationId', 'findings', 'issues', 'diagnostics', 'what'].includes(name) ||
          ['association-exists', 'operation-interrupted'].includes(code) ||
          (name === 'id' && code.startsWith('operation-') && code !== 'operation-not-found')
        )
          continue;
        // One error is "an error"; a draft that is gone has no version.
        if (['config-invalid errors 1', 'config-conflict version 0'].includes(`${code} ${name} ${String(fact)}`))
          continue;
        if (code === 'trust-policy-too-large' && !('limit' in data)) continue;
        if (['association-not-found', 'kubernetes-conflict'].includes(code) && name === 'cluster') continue;
        expect(text, `${code}: ${name}`).toContain(String(fact));
      }
    }
  });
});

describe('PodpassError', () => {
  it('is known by its code', () => {
    const error: unknown = new PodpassError('role-not-found', { role: 'x' }, { awsRequestId: 'r-1', cause: 'c' });
    expect(isPodpassError(error)).toBe(true);
    expect(isPodpassError(new Error('x'))).toBe(false);
    expect(isPodpassError(undefined)).toBe(false);
    expect(hasCode(error, 'role-exists', 'role-not-found')).toBe(true);
    expect(hasCode(error, 'role-exists')).toBe(false);
    expect(hasCode({ code: 'role-not-found' }, 'role-not-found')).toBe(false);
    expect(error).toMatchObject({ name: 'PodpassError', awsRequestId: 'r-1', cause: 'c' });
  });
});

describe('blockingFindings', () => {
  it('takes the blocking ones alone', () => {
    const findings = (['info', 'warning', 'manual', 'blocked'] as const).map((severity) => ({ ...finding, severity }));
    const ref = { key: 'c', name: 'c', region: 'us-west-2', account: '1', partition: 'aws', arn: 'arn' };
    const plan = { cluster: ref, kind: 'add-associations', title: 't', steps: [], findings };
    expect(blockingFindings(plan)).toEqual([finding]);
  });
});
