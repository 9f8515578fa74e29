import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Configuration, readConfiguration } from '../src/configuration.ts';

function read(environment: Record<string, string>, args: string[] = []): Configuration {
  const configuration = readConfiguration(environment, args);
  if ('help' in configuration) throw new Error('not asked for help');
  return configuration;
}

describe('the configuration', () => {
  it('works without any setting', () => {
    expect(read({})).toMatchObject({
      aws: { mode: 'sandbox', port: 0 },
      host: '127.0.0.1',
      port: 4600,
      dataDir: resolve('.podpass'),
      databaseUrl: undefined,
      publicUrl: undefined,
      sessionSecret: undefined,
      signIn: { role: 'admin' },
      logLevel: 'warn',
    });
  });

  it('takes flags before variables, and empty variables for unset ones', () => {
    const variables = { PODPASS_PORT: '1', PODPASS_HOST: '', DATABASE_URL: '', PODPASS_AWS: '' };
    expect(read(variables, ['--port', '2', '--data-dir=/x', '--host', '0.0.0.0'])).toMatchObject({
      port: 2,
      host: '0.0.0.0',
      dataDir: '/x',
      databaseUrl: undefined,
    });
    expect(readConfiguration({}, ['--help'])).toEqual({ help: true });
  });

  it.each([
    [{ AWS_REGION: 'us-west-2' }, 'us-west-2', ['us-west-2']],
    [{ AWS_DEFAULT_REGION: 'eu-west-1' }, 'eu-west-1', ['eu-west-1']],
    [{ PODPASS_REGIONS: 'us-west-2, eu-west-1' }, 'us-west-2', ['us-west-2', 'eu-west-1']],
    [
      { AWS_REGION: 'us-gov-west-1', PODPASS_REGIONS: 'eu-west-1 us-gov-west-1' },
      'us-gov-west-1',
      ['us-gov-west-1', 'eu-west-1'],
    ],
  ])('finds the regions of %o', (variables, homeRegion, regions) => {
    expect(read({ PODPASS_AWS: 'account', ...variables }).aws).toEqual({ mode: 'account', homeRegion, regions });
  });

  it.each<[string, Record<string, string>, string[], RegExp]>([
    ['an unknown kind of AWS', { PODPASS_AWS: 'maybe' }, [], /PODPASS_AWS must be sandbox or account/],
    ['a port that is none', { PODPASS_PORT: '70000' }, [], /PODPASS_PORT must be a port/],
    ['a negative port', {}, ['--port=-1'], /PODPASS_PORT must be a port/],
    ['an unknown flag', {}, ['--prot', '1'], /prot.*\n\nUsage/s],
    ['a stray word', {}, ['now'], /now/],
    ['another kind of database', { DATABASE_URL: 'mysql://x/y' }, [], /DATABASE_URL must be like postgres/],
    ['a public address that is none', { PODPASS_PUBLIC_URL: 'podpass' }, [], /PODPASS_PUBLIC_URL must be an http/],
    ['a public address of another kind', { PODPASS_PUBLIC_URL: 'ftp://x' }, [], /PODPASS_PUBLIC_URL must be an http/],
    ['a short secret', { PODPASS_SESSION_SECRET: 'short' }, [], /PODPASS_SESSION_SECRET must have at least 32/],
    [
      'an unknown role',
      { PODPASS_SIGN_IN_ROLE: 'king' },
      [],
      /PODPASS_SIGN_IN_ROLE must be one of viewer, operator, admin/,
    ],
    ['a region that is none', { PODPASS_AWS: 'account', AWS_REGION: 'here' }, [], /AWS_REGION must be an AWS region/],
    ['no region', { PODPASS_AWS: 'account' }, [], /Set AWS_REGION/],
  ])('says what is wrong with %s', (_case, variables, args, message) => {
    expect(() => readConfiguration(variables, args)).toThrow(message);
    expect(() => readConfiguration(variables, args)).not.toThrow(/short|ZodError/);
  });

  it('names every wrong setting at once', () => {
    expect(() => readConfiguration({ PODPASS_AWS: 'x', PODPASS_PORT: 'y' }, [])).toThrow(/PODPASS_AWS.*\nPODPASS_PORT/);
  });
});
