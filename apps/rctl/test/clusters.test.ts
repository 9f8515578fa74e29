import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor } from '../src/connection/connect.ts';
import { followOperation } from '../src/connection/follow-operation.ts';
import { lineTo } from './support/cut-line.ts';
import { type Computer, newComputer, type Outcome } from './support/rctl.ts';
import { startTestConsole, type TestConsole } from './support/test-console.ts';

const name = 'from-a-file';
const config = `apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata: {name: ${name}, region: us-west-2}
deleteProtection: {enabled: true}
addons:
- name: eks-pod-identity-agent
managedNodeGroups:
- {name: a, instanceType: m5.large, desiredCapacity: 1}
`;
let podpass: TestConsole;
let computer: Computer;
let file: string;

beforeAll(async () => {
  podpass = await startTestConsole();
  computer = newComputer();
  expect((await rctl('login', podpass.link())).code).toBe(0);
  file = join(dirname(computer.settings), 'cluster.yaml');
  writeFileSync(file, config);
  // Milliseconds until what AWS makes is there.
  await sandbox('PUT', 'transitions', { cluster: 100, addon: 50, nodegroup: 50, stack: 50, pod: 20 });
}, 120_000);
afterAll(async () => {
  computer.remove();
  await podpass.stop();
});

const rctl = (...args: string[]) => computer.rctl(...args);
const token = () => (JSON.parse(readFileSync(computer.settings, 'utf8')) as { token: string }).token;
const json = ({ stdout }: Outcome): unknown => JSON.parse(stdout);
const clusters = async () =>
  (json(await rctl('get', 'clusters', '-o', 'json')) as { ref: { name: string } }[]).map(({ ref }) => ref.name);

async function sandbox(method: string, control: string, body?: unknown): Promise<void> {
  const response = await fetch(`${podpass.sandbox}/_sandbox/${control}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  expect(response.ok, await response.text()).toBe(true);
}

describe('rctl apply', () => {
  it('shows the plan of a file and does nothing, or says what is wrong with it', async () => {
    const plan = await rctl('apply', '-f', file, '--dry-run');
    expect(plan.code).toBe(0);
    expect(plan.stdout).toContain(`aws eks create-cluster --name ${name}`);
    expect(await clusters()).not.toContain(name);
    expect(json(await rctl('get', 'operations', '-o', 'json'))).toEqual([]);

    writeFileSync(`${file}.bad`, config.replace('desiredCapacity', 'desiredCapactiy'));
    const bad = await rctl('apply', '-f', `${file}.bad`);
    expect([bad.code, bad.stdout]).toEqual([3, '']);
    expect(bad.stderr).toContain('desiredCapactiy');
    const none = await rctl('apply', '-f', `${file}.none`);
    expect([none.code, none.stdout]).toEqual([2, '']);
    expect(json(await rctl('get', 'operations', '-o', 'json'))).toEqual([]);
  });

  it('names the failed step and its remedy; applied again, it goes on to the end, and then has nothing to do', async () => {
    const denied = { service: 'eks', operation: 'CreateNodegroup', times: 50, error: 'ResourceLimitExceededException' };
    await sandbox('POST', 'faults', [denied]);
    const failed = await rctl('apply', '-f', file, '--wait');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/Create node group a: .*\n[^]*What to do: /);
    await sandbox('DELETE', 'faults');

    const id = (await rctl('apply', '-f', file)).stdout.trim();
    const watched = await rctl('status', id, '--watch');
    expect(watched).toMatchObject({ code: 0, stderr: expect.stringContaining('Node group a is active') });
    expect((await rctl('status', id)).stdout).toContain(`${name}: done`);
    expect(await clusters()).toContain(name);

    const again = await rctl('apply', '-f', file, '--wait');
    expect(again.code).toBe(0);
    // Every step found what it wants to be there.
    expect(again.stderr).toContain('already-so: ');
    expect(again.stderr.split('\n').filter((line) => /^(done|failed): (?!Done)/.test(line))).toEqual([]);
  });

  it('goes on watching over a line that is cut amid an event and stays away for a while', async () => {
    const line = await lineTo(podpass.address);
    try {
      const cut = line.cutAt('Node group a is active', 2);
      const settings = { PODPASS_SERVER: line.address, PODPASS_TOKEN: token() };
      const watched = await computer.rctlWith(settings, 'apply', '-f', file, '--wait', '-o', 'json');
      await cut;
      expect(watched.code).toBe(0);
      const lines = watched.stderr.split('\n');
      expect(lines.filter((each) => each.startsWith('connection lost'))).toHaveLength(1);
      const { id } = json(watched) as { id: string };
      const { events } = await clientFor(podpass.address, token()).operations.get({ id });
      // Each once, and none missed.
      const told = lines.filter((each) => each !== '' && !/^(connection lost|info|warning|manual)/.test(each));
      expect(told).toHaveLength(events.length);
      for (const { message } of events) expect(watched.stderr).toContain(message);
    } finally {
      await line.close();
    }
  });

  it('gives up on a console that stays away, saying that the operation goes on and how to look again', async () => {
    const line = await lineTo(podpass.address);
    await line.close();
    const losses: string[] = [];
    const connection = { server: line.address, client: clientFor(line.address, token()) };
    const followed = followOperation(connection, 'an-id', {
      onEvent: () => undefined,
      onLost: () => losses.push('lost'),
      patience: 300,
    });
    await expect(followed).rejects.toMatchObject({
      words: { code: 'console-lost', remedy: expect.stringContaining('rctl status an-id --watch') as string },
    });
    expect(losses).toEqual(['lost']);
  });

  it('is told that there is no such operation', async () => {
    expect(await rctl('status', '3f0c6b0e-8a0d-4a40-9b55-000000000000')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('operation-not-found'),
    });
  });
});

describe('rctl delete cluster', () => {
  it('needs the name once more, and leave to turn protection off', async () => {
    const refusals: [string[], string][] = [
      [[], 'has to be confirmed with its name'],
      [['--confirm', 'another'], 'has to be confirmed with its name'],
      [['--confirm', name], 'is protected against deletion'],
    ];
    for (const [flags, words] of refusals) {
      const { code, stdout, stderr } = await rctl('delete', 'cluster', name, ...flags);
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toContain(words);
      expect(stderr.includes('What to do: Add --turn-off-protection.')).toBe(words === 'is protected against deletion');
    }
    const flags = [name, '--confirm', name, '--turn-off-protection'];
    expect((await rctl('delete', 'cluster', ...flags, '--dry-run')).stdout).toContain('--no-deletion-protection');
    expect(await clusters()).toContain(name);
    expect((await rctl('delete', 'cluster', ...flags)).code).toBe(0);
    expect(await clusters()).not.toContain(name);
    expect((await rctl('delete', 'cluster', ...flags)).stderr).toContain('cluster-not-found');
  });
});
