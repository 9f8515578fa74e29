import { permissionsOf } from '@podpass/contract';
import type { AssociationRow, PodUsage } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { associationDenials } from '../src/features/access/association-actions.ts';
import { associationExport } from '../src/features/access/association-export.ts';
import { associationFilters } from '../src/features/access/association-filters.ts';
import { toAssociationView } from '../src/features/access/association-view.ts';
import { mechanismOf, podsInWords } from '../src/ui/pod-usage.ts';

const at = '2026-01-01T00:00:00.000Z';
const summary = {
  associationId: 'a-12345678901234567',
  associationArn: 'arn:aws:eks:us-west-2:111122223333:podidentityassociation/prod/a-12345678901234567',
  namespace: 'app',
  serviceAccount: 'reader',
};
const addonArn =
  'arn:aws:eks:us-west-2:111122223333:addon/prod/aws-ebs-csi-driver/5e8a2751-5434-4741-a5c9-4f0bc7b1d510';

function row(change: Partial<AssociationRow> = {}): AssociationRow {
  return {
    ...summary,
    trust: { status: 'ok', reasons: [] },
    details: {
      ...summary,
      roleArn: 'arn:aws:iam::111122223333:role/team/app-reader',
      disableSessionTags: true,
      tags: { team: 'a', env: 'prod' },
      createdAt: at,
      modifiedAt: at,
    },
    cluster: { namespaceExists: true, serviceAccountExists: true, pods: pods(2, 1, 1, 0) },
    ...change,
  };
}

function pods(total: number, podIdentity: number, irsa: number, none: number): PodUsage {
  return { total, podIdentity, irsa, none };
}

describe('an association as the table sees it', () => {
  it('is flat, with a value for every property that can be filtered by', () => {
    const view = toAssociationView(row());
    expect(view).toMatchObject({
      subject: 'app/reader',
      roleName: 'app-reader',
      owner: 'nobody',
      mechanism: 'mixed',
      exists: 'yes',
      tags: 'team=a, env=prod',
      sessionTags: 'off',
    });
    for (const { key } of associationFilters) expect(view).toHaveProperty(key);
  });

  it.each<[string, AssociationRow['cluster'], string]>([
    ['not asked', undefined, 'not known'],
    [
      'no namespace',
      { namespaceExists: false, serviceAccountExists: false, pods: pods(0, 0, 0, 0) },
      'namespace missing',
    ],
    [
      'no account',
      { namespaceExists: true, serviceAccountExists: false, pods: pods(0, 0, 0, 0) },
      'service account missing',
    ],
  ])('says what exists: %s', (_name, cluster, exists) => {
    expect(toAssociationView({ ...row(), cluster }).exists).toBe(exists);
  });

  it('names the add-on that owns it', () => {
    expect(toAssociationView(row({ ownerArn: addonArn })).owner).toBe('aws-ebs-csi-driver');
  });

  it('does not invent what has not been described yet', () => {
    const view = toAssociationView({ ...row(), details: undefined, cluster: undefined });
    expect(view).toMatchObject({ roleArn: '', sessionTags: 'not known', mechanism: 'not known', pods: -1 });
    expect(associationExport(view)).toMatchObject({ roleArn: '', pods: null, disableSessionTags: null });
  });
});

describe('pods in words', () => {
  it.each<[PodUsage, string, string]>([
    [pods(0, 0, 0, 0), 'no pods', 'No pods'],
    [pods(2, 2, 0, 0), 'Pod Identity', '2 on Pod Identity'],
    [pods(2, 0, 2, 0), 'IRSA', '2 on IRSA'],
    [pods(1, 0, 0, 1), 'none', '1 on neither'],
    [pods(4, 2, 1, 1), 'mixed', '2 on Pod Identity, 1 on IRSA, 1 on neither'],
  ])('%j', (usage, mechanism, words) => {
    expect(mechanismOf(usage)).toBe(mechanism);
    expect(podsInWords(usage)).toBe(words);
  });
});

describe('what can be done with selected associations', () => {
  const admin = { role: 'admin', grantedRole: 'admin', permissions: permissionsOf('admin') } as const;
  const viewer = { role: 'viewer', grantedRole: 'admin', permissions: permissionsOf('viewer') } as const;
  const one = toAssociationView(row());
  const untrusted = toAssociationView(row({ trust: { status: 'missing', reasons: ['x'] } }));
  const owned = toAssociationView(row({ ownerArn: addonArn }));

  it('lets an admin do everything that makes sense', () => {
    expect(associationDenials(admin, [untrusted])).toEqual({
      edit: undefined,
      delete: undefined,
      restart: undefined,
      'fix-trust': undefined,
    });
  });

  it('says that something must be selected', () => {
    for (const reason of Object.values(associationDenials(admin, []))) expect(reason).toMatch(/^Select /);
  });

  it('edits one at a time, deletes many', () => {
    const denials = associationDenials(admin, [one, untrusted]);
    expect(denials.edit).toBe('Select one association.');
    expect(denials.delete).toBeUndefined();
  });

  it('leaves what an add-on owns to the add-on', () => {
    const denials = associationDenials(admin, [owned]);
    expect(denials.edit).toContain('aws-ebs-csi-driver');
    expect(denials.delete).toContain('change it through the add-on');
    expect(denials.restart).toBeUndefined();
  });

  it('fixes only trust that is wrong, restarts only what runs', () => {
    expect(associationDenials(admin, [one])['fix-trust']).toBe('The roles trust these pods already.');
    const idle = toAssociationView({
      ...row(),
      cluster: { namespaceExists: true, serviceAccountExists: true, pods: pods(0, 0, 0, 0) },
    });
    expect(associationDenials(admin, [idle]).restart).toContain('nothing to restart');
  });

  it('tells a viewer which role it takes, whatever is selected', () => {
    for (const reason of Object.values(associationDenials(viewer, [untrusted])))
      expect(reason).toContain('This needs the role');
  });
});
