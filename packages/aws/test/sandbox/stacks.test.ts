import { afterAll, beforeAll, expect, it } from 'vitest';
import { homeRegion } from './account.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});

const role = (name: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: name,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  },
});
const template = (...names: string[]) =>
  JSON.stringify({ Resources: Object.fromEntries(names.map((name) => [name, role(name)])) });
const name = 'podpass-stack';

it('a stack is made, changed with its tags kept, and not changed for nothing or while it is being changed', async () => {
  const { making } = stage.gateways;
  const change = (...names: string[]) =>
    making.updateStack(homeRegion, { name, template: template(...names), clientToken: names.join('-') });
  expect(await making.describeStack(homeRegion, name)).toBeUndefined();
  await expect(change('one')).rejects.toMatchObject({ code: 'aws-invalid-request' });
  const tags = { owner: 'team' };
  await making.createStack(homeRegion, { name, template: template('one'), tags, clientToken: 'made' });
  await expect(change('one', 'two')).rejects.toMatchObject({
    code: 'aws-conflict',
    data: { operation: 'UpdateStack' },
  });
  expect(await settled()).toMatchObject({ status: 'CREATE_COMPLETE', tags });

  await change('one');
  expect((await making.describeStack(homeRegion, name))?.status).toBe('CREATE_COMPLETE');
  await change('one', 'two');
  expect(await settled()).toMatchObject({ status: 'UPDATE_COMPLETE', tags });
  expect(JSON.parse((await making.stackTemplate(homeRegion, name)) ?? '')).toEqual(JSON.parse(template('one', 'two')));
  expect(await making.stackFailures(homeRegion, name)).toEqual([]);
});

it('what failed in it is told of its last change only, the first cause first', async () => {
  const { making } = stage.gateways;
  const fail = async (resource: string) => {
    const operation = `CREATE ${resource}`;
    await stage.control('POST', 'faults', { service: 'cloudformation', operation, times: 1, error: `No${resource}` });
    const names = ['one', 'two', resource];
    await making.updateStack(homeRegion, { name, template: template(...names), clientToken: resource });
    expect((await settled())?.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    return await making.stackFailures(homeRegion, name);
  };
  expect(await fail('three')).toEqual([expect.stringMatching(/^three: .*Nothree/)]);
  expect(await fail('four')).toEqual([expect.stringMatching(/^four: .*Nofour/)]);
});

/** Asks until nothing is on its way any more. */
async function settled() {
  for (;;) {
    const stack = await stage.gateways.making.describeStack(homeRegion, name);
    if (stack === undefined || !stack.status.endsWith('_IN_PROGRESS')) return stack;
  }
}
