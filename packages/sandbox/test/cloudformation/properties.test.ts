import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REGION } from '../running-sandbox.ts';
import { networkResources, roleTemplate } from './cluster-templates.ts';
import { runStackSandbox, type StackSandbox } from './stack-sandbox.ts';

let sandbox: StackSandbox;

beforeAll(async () => {
  sandbox = await runStackSandbox();
});

afterAll(async () => {
  await sandbox.stop();
});

const resources: Record<string, object> = { ...networkResources(), ...roleTemplate().Resources };
const anyResource = fc.constantFrom(...Object.keys(resources));

/** What the account has, without history and without records that became empty. */
function account(): unknown {
  const { ec2, iam } = structuredClone(sandbox.sandbox.world.state);
  return { iam, networks: Object.values(ec2[REGION] ?? {}).filter((records) => Object.keys(records).length > 0) };
}

/** The resources without some, and without what needs those. */
function without(dropped: readonly string[]): Record<string, object> {
  let left = { ...resources };
  let gone = [...dropped];
  while (gone.length > 0) {
    left = Object.fromEntries(Object.entries(left).filter(([name]) => !gone.includes(name)));
    const names = Object.keys(left);
    gone = names.filter((name) => {
      const needed = JSON.stringify(left[name]).matchAll(/"(?:Ref|DependsOn|Fn::GetAtt)":\[?"(\w+)/g);
      return [...needed].some(([, other = '']) => Object.hasOwn(resources, other) && !names.includes(other));
    });
  }
  return left;
}

it('whatever a stack makes, and wherever it fails, nothing is left of it in the end', async () => {
  const before = account();
  const runs = fc.record({
    dropped: fc.array(anyResource, { maxLength: 4 }),
    failing: fc.option(anyResource, { nil: undefined }),
    stuck: fc.option(anyResource, { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(runs, async ({ dropped, failing, stuck }) => {
      const left = without(dropped);
      fc.pre(Object.keys(left).length > 0);
      await sandbox.control('DELETE', 'faults');
      const order = (operation: string) =>
        sandbox.control('POST', 'faults', { service: 'cloudformation', operation, error: 'Boom' });
      if (failing !== undefined) await order(`CREATE ${failing}`);
      if (stuck !== undefined) await order(`DELETE ${stuck}`);
      const { StackStatus, StackId = '' } = await sandbox.create('any', { Resources: left });
      const fails = failing !== undefined && Object.hasOwn(left, failing);
      expect(StackStatus).toMatch(fails ? /^ROLLBACK_(COMPLETE|FAILED)$/ : /^CREATE_COMPLETE$/);
      // The second one is for what was stuck the first time.
      await sandbox.remove(StackId);
      await sandbox.remove(StackId);
      expect((await sandbox.look(StackId)).StackStatus).toBe('DELETE_COMPLETE');
      expect(account()).toEqual(before);
    }),
    { numRuns: 12 },
  );
});
