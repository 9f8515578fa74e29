import { booleanAt, type ConfigMap, hasContent, itemsAt, numberAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

/** Operations per second that a kind of volume takes (reference §1.1), and most of them for each GiB (EBS). */
const IOPS: Readonly<Record<string, { readonly from: number; readonly to: number; readonly perGib: number }>> = {
  gp3: { from: 3_000, to: 16_000, perGib: 500 },
  io1: { from: 100, to: 64_000, perGib: 50 },
  io2: { from: 100, to: 256_000, perGib: 1_000 },
};
const DEFAULT_SIZE = 80;

/** Kind, speed and encryption of the root volume and of additional ones. */
export function nodeGroupVolumes(input: RuleInput): Finding[] {
  return allNodeGroups(input.config).flatMap(({ group, path }) => [
    ...volume(input, group, path),
    ...itemsAt(group, 'additionalVolumes').flatMap((one, index) =>
      one.kind === 'map' ? [...volume(input, one, [...path, 'additionalVolumes', index]), ...nameOf(one)] : [],
    ),
  ]);
}

type Path = readonly (string | number)[];

function wrong(volumeMap: ConfigMap, message: string, field: string): Finding {
  return finding('node-group-volume', 'error', message, keySpan(volumeMap, field));
}

function volume(input: RuleInput, map: ConfigMap, path: Path): Finding[] {
  const type = textAt(map, 'volumeType') ?? 'gp3';
  return [...operations(map, type), ...throughput(map, type), ...encryption(input, map, path)];
}

function operations(map: ConfigMap, type: string): Finding[] {
  const iops = numberAt(map, 'volumeIOPS');
  if (iops === undefined) return [];
  const range = Object.hasOwn(IOPS, type) ? IOPS[type] : undefined;
  if (range === undefined) return [wrong(map, `Volumes of type ${type} take no volumeIOPS`, 'volumeIOPS')];
  if (iops < range.from || iops > range.to) {
    return [wrong(map, `A ${type} volume takes ${range.from} to ${range.to} operations per second`, 'volumeIOPS')];
  }
  const size = numberAt(map, 'volumeSize') ?? DEFAULT_SIZE;
  if (iops <= Math.max(range.from, size * range.perGib)) return [];
  const message = `A ${type} volume of ${size} GiB takes at most ${size * range.perGib} operations per second`;
  return [wrong(map, message, 'volumeIOPS')];
}

/** EBS gives a gp3 volume a quarter of a MiB/s for each operation per second. */
function throughput(map: ConfigMap, type: string): Finding[] {
  const rate = numberAt(map, 'volumeThroughput');
  if (rate === undefined) return [];
  if (type !== 'gp3') return [wrong(map, 'Only gp3 volumes take volumeThroughput', 'volumeThroughput')];
  if (rate < 125 || rate > 1_000) return [wrong(map, 'A gp3 volume takes 125 to 1000 MiB/s', 'volumeThroughput')];
  const iops = numberAt(map, 'volumeIOPS') ?? 3_000;
  if (rate <= iops / 4) return [];
  return [wrong(map, `${rate} MiB/s need a volumeIOPS of at least ${rate * 4}`, 'volumeThroughput')];
}

function encryption(input: RuleInput, map: ConfigMap, path: Path): Finding[] {
  if (!hasContent(valueAt(map, 'volumeKmsKeyID')) || booleanAt(map, 'volumeEncrypted') === true) return [];
  const found = wrong(map, 'volumeKmsKeyID needs volumeEncrypted: true', 'volumeKmsKeyID');
  const edit = { kind: 'set', target: 'config', path: [...path, 'volumeEncrypted'], value: true } as const;
  return [withFix(input, found, 'Encrypt the volume', edit)];
}

/** The root volume has a device name of its own; any further one needs to be told where it goes. */
function nameOf(map: ConfigMap): Finding[] {
  if (hasContent(valueAt(map, 'volumeName'))) return [];
  return [wrong(map, 'An additional volume needs a volumeName, like /dev/xvdb', 'volumeName')];
}
