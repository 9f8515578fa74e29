import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  type IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListOpenIDConnectProviderTagsCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account } from '../authorize/small-world.ts';
import { refusal } from './documents.ts';
import { type IamSandbox, startIam } from './iam-sandbox.ts';

let sandbox: IamSandbox;
let iam: IAMClient;
beforeEach(async () => {
  sandbox = await startIam();
  ({ iam } = sandbox);
});
afterEach(() => sandbox.close());

const issuer = 'oidc.eks.us-west-2.amazonaws.com/id/AAAA';
const OpenIDConnectProviderArn = `arn:aws:iam::${account}:oidc-provider/${issuer}`;
const thumbprint = '9e99a48a9960b14926bb7f3b02e22da2b0ab7280';
const create = (Url = `https://${issuer}`, more: object = {}) =>
  iam.send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: ['sts.amazonaws.com'], ...more }));
const get = () => iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));

describe('OIDC providers', () => {
  it('are made, read, listed and deleted', async () => {
    const made = await create(undefined, { ThumbprintList: [thumbprint], Tags: [{ Key: 'a', Value: 'b' }] });
    expect(made).toMatchObject({ OpenIDConnectProviderArn, Tags: [{ Key: 'a', Value: 'b' }] });
    expect(await get()).toMatchObject({
      Url: issuer,
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: [thumbprint],
      Tags: [{ Key: 'a', Value: 'b' }],
      CreateDate: expect.any(Date),
    });
    const { OpenIDConnectProviderList } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
    expect(OpenIDConnectProviderList).toEqual([{ Arn: OpenIDConnectProviderArn }]);
    await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    expect(await refusal(get())).toEqual({
      name: 'NoSuchEntityException',
      status: 404,
      message: `OpenIDConnect Provider not found for arn ${OpenIDConnectProviderArn}`,
    });
  });

  it('are named without scheme and port', async () => {
    expect((await create(`https://oidc.eks.us-west-2.amazonaws.com:443/id/AAAA`)).OpenIDConnectProviderArn).toBe(
      OpenIDConnectProviderArn,
    );
    expect((await create('https://issuer.example:8443/')).OpenIDConnectProviderArn).toBe(
      `arn:aws:iam::${account}:oidc-provider/issuer.example`,
    );
    expect(await refusal(create())).toEqual({
      name: 'EntityAlreadyExistsException',
      status: 409,
      message: `Provider with url https://${issuer} already exists.`,
    });
  });

  it('get a thumbprint when none is given', async () => {
    await create();
    expect((await get()).ThumbprintList).toEqual([expect.stringMatching(/^[0-9a-f]{40}$/)]);
  });

  const refused: [what: string, input: object, name: string, status: number][] = [
    ['http', { Url: 'http://issuer.example' }, 'InvalidInputException', 400],
    ['text that is no URL', { Url: 'issuer' }, 'InvalidInputException', 400],
    ['a query', { Url: 'https://issuer.example/?a=b' }, 'InvalidInputException', 400],
    ['a thumbprint that is not hexadecimal', { ThumbprintList: ['x'.repeat(40)] }, 'InvalidInputException', 400],
    ['six thumbprints', { ThumbprintList: Array(6).fill(thumbprint) }, 'InvalidInputException', 400],
    ['a short thumbprint', { ThumbprintList: ['abc'] }, 'ValidationError', 400],
    ['101 client ids', { ClientIDList: Array.from({ length: 101 }, (_, n) => `c${n}`) }, 'LimitExceededException', 409],
  ];
  it.each(refused)('refuse %s', async (_what, input, name, status) => {
    expect(await refusal(create(undefined, input))).toMatchObject({ name, status });
    expect(sandbox.world.state.iam.oidcProviders).toEqual({});
  });

  it('stop at their quota', async () => {
    sandbox.world.state.iam.quotas.oidcProvidersPerAccount = 1;
    await create();
    expect(await refusal(create('https://other.example'))).toMatchObject({
      name: 'LimitExceededException',
      status: 409,
      message: 'Cannot exceed quota for OpenIdConnectProvidersPerAccount: 1',
    });
  });

  it('change client ids and thumbprints', async () => {
    await create();
    const client = (ClientID: string) => ({ OpenIDConnectProviderArn, ClientID });
    await iam.send(new AddClientIDToOpenIDConnectProviderCommand(client('other')));
    await iam.send(new AddClientIDToOpenIDConnectProviderCommand(client('other')));
    expect((await get()).ClientIDList).toEqual(['sts.amazonaws.com', 'other']);
    await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand(client('sts.amazonaws.com')));
    await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand(client('sts.amazonaws.com')));
    const list = { OpenIDConnectProviderArn, ThumbprintList: [thumbprint] };
    await iam.send(new UpdateOpenIDConnectProviderThumbprintCommand(list));
    expect(await get()).toMatchObject({ ClientIDList: ['other'], ThumbprintList: [thumbprint] });
  });

  it('have tags', async () => {
    await create();
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ];
    await iam.send(new TagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, Tags }));
    await iam.send(new UntagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, TagKeys: ['a'] }));
    const listed = await iam.send(new ListOpenIDConnectProviderTagsCommand({ OpenIDConnectProviderArn }));
    expect(listed).toMatchObject({ Tags: [{ Key: 'b', Value: '2' }], IsTruncated: false });
  });

  it('need an ARN of their kind', async () => {
    const wrong = { OpenIDConnectProviderArn: `arn:aws:iam::${account}:role/oidc-provider` };
    expect(await refusal(iam.send(new GetOpenIDConnectProviderCommand(wrong)))).toMatchObject({
      name: 'InvalidInputException',
    });
    expect(await refusal(iam.send(new DeleteOpenIDConnectProviderCommand(wrong)))).toMatchObject({
      name: 'InvalidInputException',
    });
  });
});
