import type { Association } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import type { PlanningFacts } from '../../src/changes/planning/facts.ts';
import { planDeleting } from '../../src/changes/planning/plan-deleting.ts';
import { planRestarting } from '../../src/changes/planning/plan-restarting.ts';
import { planUpdating } from '../../src/changes/planning/plan-updating.ts';
import {
  arnOf,
  asked,
  association,
  associationId,
  facts,
  findingsOf,
  kindsOf,
  kubernetes,
  ownerArn,
  pod,
  role,
  stepsOf,
  trust,
  unreachable,
  workload,
} from '../support/facts.ts';

const shut = () => facts({}, role('shut', trust.nobody));
const running = (more: Partial<PlanningFacts> = {}, irsa?: string) =>
  facts({
    kubernetes: kubernetes(
      {
        pods: [pod({ mechanism: 'pod-identity' }), pod({ phase: 'Terminating', mechanism: 'pod-identity' })],
        workloads: [workload(), workload({ name: 'other', serviceAccount: 'other' })],
      },
      irsa,
    ),
    ...more,
  });

describe('updating', () => {
  const update = (world: PlanningFacts, more: object, of: Partial<Association> = {}) =>
    planUpdating(world, association(of), asked('update-association', { associationId, ...more }));
  const policy = '{"a":1}';

  it.each<[string, PlanningFacts, object, Partial<Association>, string[]]>([
    ['nothing', facts(), {}, {}, ['info nothing-to-change app/reader']],
    [
      'the same again',
      facts(),
      { roleArn: arnOf('reader'), disableSessionTags: false, tags: {} },
      {},
      ['info nothing-to-change app/reader'],
    ],
    [
      'the same policy in other white space',
      facts(),
      { sessionPolicy: '{ "a" : 1 }' },
      { sessionPolicy: policy, disableSessionTags: true },
      ['info nothing-to-change app/reader'],
    ],
    [
      'clearing what is not set',
      facts(),
      { targetRoleArn: null, sessionPolicy: null },
      {},
      ['info nothing-to-change app/reader'],
    ],
    ['a fix that is not needed', facts(), { fixTrust: 'cluster' }, {}, ['info nothing-to-change app/reader']],
    ['nothing but a restart', running(), { restart: true }, {}, []],
    [
      "an add-on's",
      running(),
      { disableSessionTags: true },
      { ownerArn },
      ['blocked association-owned-by-addon app/reader'],
    ],
    [
      'a policy with tags on',
      facts(),
      { sessionPolicy: policy },
      {},
      ['blocked session-policy-needs-tags-off app/reader'],
    ],
    [
      'tags on again with a policy',
      facts(),
      { disableSessionTags: false },
      { sessionPolicy: policy, disableSessionTags: true },
      ['blocked session-policy-needs-tags-off app/reader'],
    ],
    ['a policy and tags off', facts(), { sessionPolicy: policy, disableSessionTags: true }, {}, []],
    [
      'tags on and the policy cleared',
      facts(),
      { sessionPolicy: null, disableSessionTags: false },
      { sessionPolicy: policy, disableSessionTags: true },
      [],
    ],
    [
      'an unknown role',
      facts(),
      { roleArn: arnOf('nobody') },
      {},
      ['blocked role-not-found arn:aws:iam::111122223333:role/nobody'],
    ],
    ['a role without trust', shut(), { roleArn: arnOf('shut') }, {}, ['blocked trust-missing shut']],
    [
      'a role without trust, fixed',
      shut(),
      { roleArn: arnOf('shut'), fixTrust: 'cluster' },
      {},
      ['info trust-will-be-fixed shut'],
    ],
    [
      'the trust of the same role',
      shut(),
      { fixTrust: 'cluster' },
      { roleArn: arnOf('shut') },
      ['info trust-will-be-fixed shut'],
    ],
    [
      'tags off where the trust needs them',
      facts({}, role('tagged', trust.podsOfApp)),
      { disableSessionTags: true },
      { roleArn: arnOf('tagged') },
      ['blocked trust-missing tagged'],
    ],
    [
      'a target role',
      facts(),
      { targetRoleArn: 'arn:aws:iam::999999999999:role/t' },
      {},
      ['manual target-role-needs-trust arn:aws:iam::999999999999:role/t'],
    ],
    ['without a target role', facts(), { targetRoleArn: null }, { targetRoleArn: arnOf('t') }, []],
    [
      'what running pods use',
      running(),
      { disableSessionTags: true },
      {},
      ['info pods-keep-old-credentials app/reader'],
    ],
    ['what running pods use, with a restart', running(), { disableSessionTags: true, restart: true }, {}, []],
    [
      'what silent pods use, with a restart',
      facts(unreachable),
      { disableSessionTags: true, restart: true },
      {},
      ['warning kubernetes-unavailable prod'],
    ],
  ])('%s', (_what, world, more, of, found) => {
    expect(findingsOf(update(world, more, of))).toEqual(found);
  });

  it('counts the pods that go on, and how long their credentials last', () => {
    const told = (of: Partial<Association>) =>
      update(running(), { disableSessionTags: true }, of).findings.map(({ message }) => message);
    expect(told({})).toEqual(['1 running pod keeps the present credentials for up to 6 hours, unless restarted.']);
    expect(told({ targetRoleArn: arnOf('t') })).toEqual([expect.stringContaining('59 minutes')]);
  });

  it('sends only what differs, keeps what was, and tags last', () => {
    const plan = update(
      running(),
      {
        roleArn: arnOf('reader'),
        targetRoleArn: null,
        disableSessionTags: true,
        tags: { a: '2', c: '3' },
        restart: true,
      },
      { targetRoleArn: arnOf('t'), tags: { a: '1', b: '2', 'aws:cloudformation:stack-name': 's' } },
    );
    expect(plan.steps.map(({ action, dependsOn, goal }) => [action, dependsOn, goal])).toEqual([
      [
        {
          kind: 'update-association',
          associationId,
          targetRoleArn: null,
          disableSessionTags: true,
          roleIsFresh: false,
          previous: {
            roleArn: arnOf('reader'),
            targetRoleArn: arnOf('t'),
            disableSessionTags: false,
            sessionPolicy: null,
          },
        },
        [],
        true,
      ],
      [
        {
          kind: 'tag-association',
          associationId,
          associationArn: association().associationArn,
          set: { a: '2', c: '3' },
          remove: ['b'],
        },
        ['1-update-association'],
        true,
      ],
      [
        { kind: 'restart-workload', workload: { kind: 'Deployment', namespace: 'app', name: 'web' } },
        ['1-update-association', '2-tag-association'],
        true,
      ],
    ]);
    const [document] = plan.steps[0]?.documents ?? [];
    expect(JSON.parse(document?.after ?? '')).toEqual({
      roleArn: arnOf('reader'),
      targetRoleArn: null,
      disableSessionTags: true,
      sessionPolicy: null,
    });
  });

  it('fixes the trust before the new role is named, and waits for it', () => {
    const plan = update(shut(), { roleArn: arnOf('shut'), fixTrust: 'service-account' });
    expect(kindsOf(plan)).toEqual(['update-trust-policy', 'update-association']);
    expect(plan.steps[1]).toMatchObject({
      dependsOn: [plan.steps[0]?.id],
      action: { roleArn: arnOf('shut'), roleIsFresh: true },
    });
  });

  it('asks EKS for nothing when only the trust is to be fixed', () => {
    expect(kindsOf(update(shut(), { fixTrust: 'cluster' }, { roleArn: arnOf('shut') }))).toEqual([
      'update-trust-policy',
    ]);
  });

  it('plans nothing for an association of an add-on', () => {
    expect(
      update(running(), { disableSessionTags: true, tags: { a: 'b' }, restart: true }, { ownerArn }).steps,
    ).toEqual([]);
  });
});

describe('deleting', () => {
  const other = { associationId: 'a-aaaaaaaaaaaaaaaaa', serviceAccount: 'other' };
  const remove = (
    world: PlanningFacts,
    associations: Partial<Association>[],
    missing: string[] = [],
    more: object = {},
  ) =>
    planDeleting(
      world,
      associations.map((each) => association(each)),
      missing,
      asked('delete-associations', {
        associationIds: [...associations.map((each) => each.associationId ?? associationId), ...missing],
        ...more,
      }),
    );

  it.each<[string, ReturnType<typeof remove>, string[]]>([
    ['one that nobody uses', remove(facts(), [{}]), []],
    [
      'one that is gone',
      remove(facts(), [], ['a-bbbbbbbbbbbbbbbbb']),
      ['info association-not-found a-bbbbbbbbbbbbbbbbb'],
    ],
    ["an add-on's", remove(running(), [{ ownerArn }]), ['blocked association-owned-by-addon app/reader']],
    ['one that pods use', remove(running(), [{}]), ['warning pods-lose-credentials app/reader']],
    ['two in a silent cluster', remove(facts(unreachable), [{}, other]), ['warning kubernetes-unavailable prod']],
    [
      'one in a silent cluster, with a restart',
      remove(facts(unreachable), [{}], [], { restart: true }),
      ['warning kubernetes-unavailable prod', 'warning kubernetes-unavailable prod'],
    ],
    [
      'one whose pods do not restart by themselves',
      remove(
        facts({
          kubernetes: kubernetes({ pods: [pod()], workloads: [workload({ kind: 'Job', restartable: false })] }),
        }),
        [{}],
        [],
        { restart: true },
      ),
      ['manual workload-not-restartable Job app/web'],
    ],
    [
      'one of a job that is over',
      remove(
        facts({
          kubernetes: kubernetes({
            pods: [pod({ phase: 'Succeeded' })],
            workloads: [workload({ kind: 'Job', restartable: false })],
          }),
        }),
        [{}],
        [],
        { restart: true },
      ),
      [],
    ],
  ])('%s', (_what, plan, found) => {
    expect(findingsOf(plan)).toEqual(found);
  });

  it('says where new pods get their credentials then', () => {
    const [withLink] = remove(running({}, arnOf('irsa')), [{}]).findings;
    const [without] = remove(running(), [{}]).findings;
    expect(withLink?.message).toContain(`1 running pod uses it now`);
    expect(withLink?.message).toContain(`new pods use IRSA with ${arnOf('irsa')}`);
    expect(without?.message).toContain('new pods get what their node has');
  });

  it('restarts after the deletion, and only what used it', () => {
    const plan = remove(running(), [{}, other], [], { restart: true });
    expect(plan.steps.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ['1-delete-association', []],
      ['2-restart-workload', ['1-delete-association']],
      ['3-delete-association', []],
      ['4-restart-workload', ['3-delete-association']],
    ]);
    expect(stepsOf(plan, 'restart-workload').map(({ target }) => target)).toEqual(['app/web', 'app/other']);
    expect(plan.steps.every(({ goal }) => goal)).toBe(true);
    expect(plan.title).toBe('Delete 2 associations');
    expect(remove(facts(), [{}]).title).toBe('Delete association app/reader');
  });

  it('deletes the others beside one of an add-on', () => {
    const plan = remove(facts(), [{ ownerArn }, other]);
    expect(stepsOf(plan, 'delete-association').map(({ target }) => target)).toEqual(['app/other']);
  });
});

describe('restarting', () => {
  const web = { kind: 'Deployment', namespace: 'app', name: 'web' };
  const restart = (world: PlanningFacts, ...workloads: object[]) =>
    planRestarting(world, asked('restart-workloads', { workloads }));

  it.each<[string, ReturnType<typeof restart>, string[]]>([
    ['one that is there', restart(running(), web), []],
    [
      'one that is not',
      restart(running(), { ...web, name: 'gone' }),
      ['blocked workload-not-restartable Deployment app/gone'],
    ],
    [
      'one of another kind',
      restart(running(), { ...web, kind: 'StatefulSet' }),
      ['blocked workload-not-restartable StatefulSet app/web'],
    ],
    [
      'one of another namespace',
      restart(running(), { ...web, namespace: 'default' }),
      ['blocked workload-not-restartable Deployment default/web'],
    ],
    [
      'one that does not restart by itself',
      restart(facts({ kubernetes: kubernetes({ workloads: [workload({ restartable: false })] }) }), web),
      ['blocked workload-not-restartable Deployment app/web'],
    ],
    ['one in a silent cluster', restart(facts(unreachable), web), ['blocked kubernetes-unavailable prod']],
  ])('%s', (_what, plan, found) => {
    expect(findingsOf(plan)).toEqual(found);
    expect(plan.steps).toHaveLength(found.length === 0 ? 1 : 0);
  });

  it('restarts each once', () => {
    const plan = restart(running(), web, web, { ...web, name: 'other' });
    expect(stepsOf(plan, 'restart-workload').map(({ target, goal }) => [target, goal])).toEqual([
      ['app/web', true],
      ['app/other', true],
    ]);
  });
});
