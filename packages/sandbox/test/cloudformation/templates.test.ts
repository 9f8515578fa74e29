import { ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../running-sandbox.ts';
import { trust } from './cluster-templates.ts';
import { runStackSandbox, type StackSandbox } from './stack-sandbox.ts';

let sandbox: StackSandbox;

beforeAll(async () => {
  sandbox = await runStackSandbox();
});

afterAll(async () => {
  await sandbox.stop();
});

const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('eks.amazonaws.com') } };
const gateway = { Type: 'AWS::EC2::InternetGateway' };

/** The value that a function has in a stack. */
async function valueOf(value: unknown, more: object = {}, parameters?: Record<string, string>): Promise<string> {
  const template = { ...more, Resources: { Gateway: gateway }, Outputs: { It: { Value: value } } };
  const Parameters = Object.entries(parameters ?? {}).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  const stack = await sandbox.create('values', template, { Parameters });
  await sandbox.remove('values');
  return stack.Outputs?.[0]?.OutputValue ?? `none: ${stack.StackStatusReason}`;
}

describe('functions', () => {
  const sub = (text: string, variables?: object) => ({ 'Fn::Sub': variables ? [text, variables] : text });
  const region = { Ref: 'AWS::Region' };

  it.each<[string, unknown, string | RegExp]>([
    ['Ref of a resource', { Ref: 'Gateway' }, /^igw-0[0-9a-f]{16}$/],
    ['Ref of pseudo parameters', { 'Fn::Join': ['/', [region, { Ref: 'AWS::AccountId' }]] }, 'us-west-2/111122223333'],
    ['GetAtt in its dotted form', { 'Fn::GetAtt': 'Gateway.InternetGatewayId' }, /^igw-/],
    ['GetAtt in its list form', { 'Fn::GetAtt': ['Gateway', 'InternetGatewayId'] }, /^igw-/],
    ['Sub with pseudo parameters', sub('${AWS::StackName}.${AWS::URLSuffix}'), 'values.amazonaws.com'],
    ['Sub with an attribute', sub('<${Gateway.InternetGatewayId}>'), /^<igw-.*>$/],
    ['Sub with a literal', sub('${!Literal}'), '${Literal}'],
    [
      'Sub with variables of its own',
      sub('${One}${AWS::Partition}', { One: { 'Fn::Select': [1, ['a', 'b']] } }),
      'baws',
    ],
    ['Select and Split', { 'Fn::Select': ['2', { 'Fn::Split': ['::', 'a::b::c'] }] }, 'c'],
    ['GetAZs', { 'Fn::Join': [',', { 'Fn::GetAZs': '' }] }, 'us-west-2a,us-west-2b,us-west-2c'],
    ['GetAZs of a region', { 'Fn::Select': [0, { 'Fn::GetAZs': 'eu-west-1' }] }, 'eu-west-1a'],
    ['Cidr', { 'Fn::Join': [' ', { 'Fn::Cidr': ['10.0.0.0/16', 3, 8] }] }, '10.0.0.0/24 10.0.1.0/24 10.0.2.0/24'],
    ['Cidr of IPv6', { 'Fn::Select': [1, { 'Fn::Cidr': ['2600:1f14:a:bc00::/56', 2, 64] }] }, '2600:1f14:a:bc01::/64'],
    ['Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    ['numbers and truth values', { 'Fn::Join': ['-', [1, true]] }, '1-true'],
  ])('%s', async (_what, value, expected) => {
    const found = await valueOf(value);
    if (typeof expected === 'string') expect(found).toBe(expected);
    else expect(found).toMatch(expected);
  });

  it('FindInMap, parameters, and conditions of every kind', async () => {
    const more = {
      Parameters: {
        Stage: { Type: 'String', Default: 'test', AllowedValues: ['test', 'live'] },
        Zones: { Type: 'CommaDelimitedList', Default: 'a, b' },
      },
      Mappings: { Sizes: { test: { Nodes: 1 }, live: { Nodes: 9 } } },
      Conditions: {
        Live: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] },
        Calm: { 'Fn::Not': [{ Condition: 'Live' }] },
        Both: { 'Fn::And': [{ Condition: 'Live' }, { Condition: 'Calm' }] },
        Any: { 'Fn::Or': [{ Condition: 'Live' }, { Condition: 'Calm' }] },
      },
    };
    const nodes = { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Nodes'] };
    const told = ['Live', 'Calm', 'Both', 'Any'].map((name) => ({ 'Fn::If': [name, name, { Ref: 'AWS::NoValue' }] }));
    const value = { 'Fn::Join': [' ', [nodes, { 'Fn::Select': [1, { Ref: 'Zones' }] }, ...told]] };
    expect(await valueOf(value, more)).toBe('1 b Calm Any');
    expect(await valueOf(value, more, { Stage: 'live' })).toBe('9 b Live Any');
  });

  it('leaves out resources and outputs whose condition does not hold', async () => {
    const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    const Resources = { Here: gateway, Not: { ...gateway, Condition: 'Never' } };
    const Outputs = { Not: { Condition: 'Never', Value: { Ref: 'Not' } } };
    const stack = await sandbox.create('some', { Conditions, Resources, Outputs });
    expect(stack).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [] });
    expect((await sandbox.events('some')).map(({ what }) => what)).not.toContain('Not CREATE_COMPLETE');
    await sandbox.remove('some');
  });
});

describe('YAML', () => {
  it('has short forms for functions', async () => {
    const stack = await sandbox.create(
      'yaml',
      [
        'Description: in YAML',
        'Resources:',
        '  Gateway:',
        '    Type: AWS::EC2::InternetGateway',
        '    Properties:',
        '      Tags: [{Key: Name, Value: !Sub "${AWS::StackName}/gateway"}]',
        'Outputs:',
        '  It:',
        '    Value: !Join',
        '      - "+"',
        '      - - !Select [0, !Split [",", "x,y"]]',
        '        - !GetAtt Gateway.InternetGatewayId',
        '        - !Ref AWS::Region',
      ].join('\n'),
    );
    expect(stack.Description).toBe('in YAML');
    expect(stack.Outputs?.[0]?.OutputValue).toMatch(/^x\+igw-[0-9a-f]+\+us-west-2$/);
    await sandbox.remove('yaml');
  });
});

describe('a template is refused', () => {
  const one = (properties: object) => ({ Resources: { It: { ...gateway, ...properties } } });
  const value = (it: unknown) => ({ Resources: { It: gateway }, Outputs: { Out: { Value: it } } });

  it.each<[string, unknown, RegExp]>([
    ['that is no JSON', '{"Resources": ', /JSON not well-formed\. \(line 1, column 15\)/],
    ['that is no YAML', 'Resources: [', /YAML not well-formed\. \(line \d+, column \d+\)/],
    ['that is a list', '- a', /unsupported structure/],
    [
      'with aliases without bound',
      `a: &a [1]\n${'bcdefghi'.replace(/./g, (c) => `${c}: &${c} [${`*${String.fromCharCode(c.charCodeAt(0) - 1)},`.repeat(12)}]\n`)}`,
      /too many values|not well-formed/,
    ],
    ['without resources', { Resources: {} }, /At least one Resources member must be defined/],
    [
      'with an unknown section',
      { ...one({}), Ressources: {} },
      /Invalid template property or properties \[Ressources\]/,
    ],
    [
      'of another version',
      { ...one({}), AWSTemplateFormatVersion: '2020-01-01' },
      /Unsupported template format version/,
    ],
    ['with macros', { ...one({}), Transform: 'AWS::Serverless-2016-10-31' }, /no macros/],
    ['with a type that there is not', one({ Type: 'AWS::EC2::Vpc' }), /Unrecognized resource types: \[AWS::EC2::Vpc\]/],
    [
      'without a type',
      { Resources: { It: {} } },
      /\[\/Resources\/It\] Every Resources object must contain a Type member/,
    ],
    ['with an unknown member of a resource', one({ Propertys: {} }), /Propertys/],
    [
      'that depends on nothing',
      one({ DependsOn: 'Nothing' }),
      /Unresolved resource dependencies \[Nothing\] in the Resources block/,
    ],
    [
      'with a reference to nothing',
      value({ Ref: 'Nothing' }),
      /Unresolved resource dependencies \[Nothing\] in the Outputs block/,
    ],
    ['with a Sub of nothing', value({ 'Fn::Sub': '${Nothing}' }), /\[Nothing\]/],
    ['with an attribute of nothing', value({ 'Fn::GetAtt': 'No.Arn' }), /undefined resource No/],
    ['with an attribute that is not', value({ 'Fn::GetAtt': ['It', 'Arn'] }), /It does not support attribute type Arn/],
    ['with a condition that is not', one({ Condition: 'No' }), /Unresolved condition dependency No/],
    ['with an unknown function', value({ 'Fn::Magic': [] }), /Fn::Magic/],
    [
      'that goes in a circle',
      { Resources: { A: { ...gateway, DependsOn: 'B' }, B: { ...gateway, DependsOn: ['A'] } } },
      /Circular dependency between resources: \[A, B\]/,
    ],
  ])('%s', async (_what, template, says) => {
    const TemplateBody = typeof template === 'string' ? template : JSON.stringify(template);
    const refused = await refusal(sandbox.cf.send(new ValidateTemplateCommand({ TemplateBody })));
    expect(refused).toMatchObject({ name: 'ValidationError', status: 400, message: expect.stringMatching(says) });
  });

  it.each<[string, object, object, string, RegExp]>([
    [
      'without the capability',
      { Resources: { Role: role } },
      { Capabilities: [] },
      'InsufficientCapabilitiesException',
      /CAPABILITY_IAM/,
    ],
    [
      'without the capability for names',
      { Resources: { Role: { ...role, Properties: { ...role.Properties, RoleName: 'x' } } } },
      { Capabilities: ['CAPABILITY_IAM'] },
      'InsufficientCapabilitiesException',
      /CAPABILITY_NAMED_IAM/,
    ],
    [
      'without a value',
      { ...one({}), Parameters: { P: { Type: 'String' } } },
      {},
      'ValidationError',
      /\[P\] must have values/,
    ],
    [
      'with a value for nothing',
      one({}),
      { Parameters: [{ ParameterKey: 'P', ParameterValue: 'x' }] },
      'ValidationError',
      /\[P\] do not exist/,
    ],
    [
      'with a value that is not allowed',
      { ...one({}), Parameters: { P: { Type: 'String', AllowedValues: ['a'] } } },
      { Parameters: [{ ParameterKey: 'P', ParameterValue: 'x' }] },
      'ValidationError',
      /P must be one of AllowedValues/,
    ],
    ['of the S3', {}, { TemplateBody: undefined, TemplateURL: 'https://s3/x' }, 'ValidationError', /no S3/],
    ['under a name that cannot be', one({}), { StackName: '1st' }, 'ValidationError', /stackName/],
  ])('%s', async (_what, template, more, name, says) => {
    const refused = await refusal(sandbox.create('refused', template, more));
    expect(refused).toMatchObject({ name, message: expect.stringMatching(says) });
  });
});

describe('properties', () => {
  it('that IAM bounds are looked at as in its own calls', async () => {
    const long = { ...role.Properties, MaxSessionDuration: 60 };
    const stack = await sandbox.create('wrong', { Resources: { Role: { ...role, Properties: long } } });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    const failed = (await sandbox.events('wrong')).find(({ what }) => what === 'Role CREATE_FAILED');
    expect(failed?.reason).toMatch(/maxSessionDuration.*3600/i);
    await sandbox.remove('wrong');
  });

  it.each<[string, object, RegExp]>([
    ['that there are not', { CidrBlock: '10.0.0.0/16', Cidr: 1 }, /extraneous key \[Cidr\] is not permitted/],
    ['that are missing', {}, /required key \[CidrBlock\] not found/],
    ['of a wrong type', { CidrBlock: ['10.0.0.0/16'] }, /CidrBlock must be of type String/],
    ['that EC2 refuses', { CidrBlock: '10.0.0.0/8' }, /InvalidVpc\.Range/],
  ])('%s let the resource fail', async (_what, properties, says) => {
    const stack = await sandbox.create('wrong', {
      Resources: { Net: { Type: 'AWS::EC2::VPC', Properties: properties } },
    });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    const failed = (await sandbox.events('wrong')).find(({ what }) => what === 'Net CREATE_FAILED');
    expect(failed?.reason).toMatch(says);
    await sandbox.remove('wrong');
  });
});
