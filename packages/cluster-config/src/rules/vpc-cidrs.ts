import { type ConfigMap, type ConfigValue, hasContent, itemsAt, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import type { Span } from '../text/line-index.ts';
import { type Cidr, isWithin, parseCidr } from './cidr.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** The peer makes eight subnets of a new VPC, which a range smaller than /24 has no place for; AWS refuses more than /16. */
const WIDEST = 16;
const NARROWEST = 24;

interface Placed extends Cidr {
  readonly at: Span;
  readonly says: string;
}

/** Ranges of the VPC, its subnets, the services and hybrid networks: well-formed, inside one another, apart (reference §1.1). */
export function vpcCidrs({ config }: RuleInput): Finding[] {
  const vpc = mapAt(config, 'vpc');
  const own = placed(valueAt(vpc, 'cidr'), 'vpc.cidr');
  const subnets = subnetsOf(config);
  const service = placed(valueAt(config, 'kubernetesNetworkConfig', 'serviceIPv4CIDR'), 'serviceIPv4CIDR');
  return [
    ...(vpc === undefined ? [] : [...ipv6Pair(vpc), ...vpcRange(vpc, own)]),
    ...inside(own, subnets, vpc),
    ...apart(subnets),
    ...apart([...own, ...extra(config), ...service, ...remote(config)]),
  ];
}

function placed(value: ConfigValue | undefined, says: string): Placed[] {
  const cidr = parseCidr(textAt(value));
  return cidr === undefined || value === undefined ? [] : [{ ...cidr, at: value.span, says }];
}

function ipv6Pair(vpc: ConfigMap): Finding[] {
  const pair = ['ipv6Cidr', 'ipv6Pool'].filter((field) => hasContent(valueAt(vpc, field)));
  if (pair.length !== 1) return [];
  return [finding('vpc-cidr', 'error', 'ipv6Cidr and ipv6Pool need each other', keySpan(vpc, ...pair))];
}

function vpcRange(vpc: ConfigMap, own: readonly Placed[]): Finding[] {
  return own.flatMap((range) => {
    const findings = hostBits(range);
    if (!hasContent(valueAt(vpc, 'id')) && (range.prefix < WIDEST || range.prefix > NARROWEST)) {
      const message = `The range of a new VPC is between /${WIDEST} and /${NARROWEST}`;
      findings.push(finding('vpc-cidr', 'error', message, range.at));
    }
    return findings;
  });
}

function hostBits(range: Placed): Finding[] {
  if (range.exact) return [];
  const found = finding('vpc-cidr', 'warning', `AWS takes this for ${range.network}`, range.at);
  const splices = [{ start: range.at.start, end: range.at.end, insert: range.network }];
  return [{ ...found, fix: { title: `Write ${range.network}`, splices } }];
}

function subnetsOf(config: ConfigMap): Placed[] {
  return ['private', 'public'].flatMap((kind) =>
    [...(mapAt(config, 'vpc', 'subnets', kind)?.entries.values() ?? [])].flatMap(({ key, value }) =>
      placed(valueAt(value, 'cidr'), `the subnet ${key}`),
    ),
  );
}

/** An existing VPC may have further ranges that the configuration does not name. */
function inside(own: readonly Placed[], subnets: readonly Placed[], vpc: ConfigMap | undefined): Finding[] {
  const [range] = own;
  if (range === undefined || hasContent(valueAt(vpc, 'id')) || hasContent(valueAt(vpc, 'extraCIDRs'))) return [];
  return subnets
    .filter((subnet) => !isWithin(subnet, range))
    .map((subnet) => finding('vpc-cidr', 'error', `Lies outside of vpc.cidr, ${range.network}`, subnet.at));
}

function extra(config: ConfigMap): Placed[] {
  return itemsAt(config, 'vpc', 'extraCIDRs').flatMap((item) => placed(item, 'vpc.extraCIDRs'));
}

function remote(config: ConfigMap): Placed[] {
  return ['remoteNodeNetworks', 'remotePodNetworks'].flatMap((field) =>
    itemsAt(config, 'remoteNetworkConfig', field).flatMap((network) =>
      itemsAt(network, 'cidrs').flatMap((item) => placed(item, field)),
    ),
  );
}

/** Ranges of this kind are apart or nested, so a sweep by their starts finds each overlap with the nearest outer range. */
function apart(ranges: readonly Placed[]): Finding[] {
  const order = ranges
    .map((range, index) => ({ range, index }))
    .toSorted((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  const open: typeof order = [];
  const clashes = new Map<Placed, Placed>();
  for (const one of order) {
    while ((open.at(-1)?.range.end ?? Number.POSITIVE_INFINITY) <= one.range.start) open.pop();
    const outer = open.at(-1);
    open.push(one);
    if (outer === undefined) continue;
    const [earlier, later] = outer.index < one.index ? [outer, one] : [one, outer];
    if (!clashes.has(later.range)) clashes.set(later.range, earlier.range);
  }
  return [...clashes].map(([range, other]) =>
    finding('network-overlap', 'error', `Overlaps ${other.says}, ${other.network}`, range.at),
  );
}
