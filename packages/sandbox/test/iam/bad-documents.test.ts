import {
  CreatePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
  SimulatePrincipalPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addRole, roleArn } from '../authorize/small-world.ts';
import { awsTrust, refusal } from './documents.ts';
import { type IamSandbox, startIam } from './iam-sandbox.ts';

let sandbox: IamSandbox;
const trustPolicy = awsTrust('111122223333');
beforeAll(async () => {
  sandbox = await startIam();
  addRole(sandbox.world, 'app', {}, { trustPolicy });
});
afterAll(() => sandbox.close());

const RoleName = 'app';
/** Every way in for a document. */
const doors: Record<string, (text: string) => Promise<unknown>> = {
  CreateRole: (text) => sandbox.iam.send(new CreateRoleCommand({ RoleName: 'new', AssumeRolePolicyDocument: text })),
  UpdateAssumeRolePolicy: (text) =>
    sandbox.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: text })),
  PutRolePolicy: (text) =>
    sandbox.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: text })),
  CreatePolicy: (text) => sandbox.iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: text })),
  SimulatePrincipalPolicy: (text) =>
    sandbox.iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: roleArn(RoleName),
        ActionNames: ['s3:GetObject'],
        PolicyInputList: [text],
      }),
    ),
  AssumeRole: (text) =>
    sandbox.sts.send(new AssumeRoleCommand({ RoleArn: roleArn(RoleName), RoleSessionName: 'test', Policy: text })),
};

const deep = (open: string, close: string) => open.repeat(60_000) + close.repeat(60_000);
const statement = (field: string, value: string) =>
  `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","${field}":${value}}}`;

const nasty: [what: string, text: string][] = [
  ['white space', ' '],
  ['a byte order mark', '\uFEFF{}'],
  ['a deep list', deep('[', ']')],
  ['a deep list as effect', statement('Effect', deep('[', ']'))],
  ['a deep list as principal', statement('Principal', deep('[', ']'))],
  ['a deep list as AWS principal', statement('Principal', `{"AWS":${deep('[', ']')}}`)],
  ['a deep condition', statement('Condition', deep('{"a":', '}').replace(':}', ':1}'))],
  ['a statement in statements', '{"Version":"2012-10-17","Statement":[[]]}'],
  ['__proto__ as a field', '{"Version":"2012-10-17","__proto__":{},"Statement":[]}'],
  ['__proto__ as a principal', statement('Principal', '{"__proto__":"x"}')],
  ['__proto__ as an operator', statement('Condition', '{"__proto__":{"a:b":"c"}}')],
  ['null everywhere', '{"Version":null,"Statement":null}'],
  ['a null statement', '{"Version":"2012-10-17","Statement":[null]}'],
  ['a number', '1e999'],
  ['text that XML cannot carry', '{"Version":"\\u0000<&>]]>"}'],
];

describe.each(Object.entries(doors))('%s', (_name, send) => {
  it.each(nasty)('refuses %s', async (_what, text) => {
    const { status, message } = await refusal(send(text));
    expect(status).toBe(400);
    expect(message).not.toBe('');
    expect(sandbox.world.state.iam.roles).toEqual({
      app: expect.objectContaining({ trustPolicy, inlinePolicies: {} }),
    });
  });

  it('refuses any text that is no policy', async () => {
    const printable = fc.oneof(fc.string(), fc.json()).filter((text) => /^[ -~]+$/.test(text));
    await fc.assert(
      fc.asyncProperty(printable, async (text) => {
        expect((await refusal(send(text))).status).toBe(400);
      }),
      { numRuns: 15 },
    );
  });
});
