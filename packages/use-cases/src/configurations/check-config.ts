import {
  type ConfigFacts,
  type ConfigModel,
  type Diagnostic,
  openClusterConfig,
  type WantedFacts,
  wantedFacts,
} from '@podpass/cluster-config';
import type { ConfigCheck, ConfigDiagnostic } from '@podpass/inventory';
import type { ConfigAbout } from '@podpass/store';

/** What is to know of a text: small whatever the text is, but for what it says. */
export interface CheckedConfig {
  check: ConfigCheck;
  about: ConfigAbout;
  /** What to look up, so that the text can be judged by it, too. */
  wanted: WantedFacts | undefined;
  /** What it says, as plain data; undefined if it holds no configuration. */
  model: ConfigModel | undefined;
}

/** Nobody reads more, and a hostile text must not make an answer many times its own size. */
const limits = { diagnostics: 1_000, message: 1_000, fix: 20_000, name: 200 };

/**
 * Reads and checks a text, whatever it is. It may take seconds for one that means harm, so servers call it through
 * `Environment.checkConfig`, beside their own thread.
 */
export function checkConfig(text: string, facts: ConfigFacts): CheckedConfig {
  const { model, diagnostics, valid } = openClusterConfig(text, facts);
  const kept = diagnostics.slice(0, limits.diagnostics);
  const count = (severity: Diagnostic['severity']) => diagnostics.filter((one) => one.severity === severity).length;
  return {
    check: { valid, diagnostics: kept.map(toAnswer), omitted: diagnostics.length - kept.length },
    about: {
      name: shown(model?.name),
      region: shown(model?.region),
      kubernetesVersion: model?.kubernetesVersion === undefined ? null : shown(model.kubernetesVersion),
      project: shown(model?.project),
      cloudCredential: shown(model?.cloudCredential),
      problems: { errors: count('error'), warnings: count('warning') },
    },
    wanted: wantedFacts(model),
    model,
  };
}

function toAnswer({ code, severity, message, range, fix }: Diagnostic): ConfigDiagnostic {
  const size = fix?.edits.reduce((sum, edit) => sum + edit.newText.length, 0) ?? 0;
  return {
    code,
    severity,
    message: message.length > limits.message ? `${message.slice(0, limits.message)}…` : message,
    range,
    ...(fix !== undefined &&
      size <= limits.fix && { fix: { title: fix.title, edits: fix.edits.map((edit) => ({ ...edit })) } }),
  };
}

/** Escapes in YAML can write characters that the database cannot hold. */
function shown(value: string | undefined): string {
  const characters = [...(value ?? '').slice(0, 2 * limits.name)].slice(0, limits.name).join('');
  return characters.replaceAll(/[\0\p{Surrogate}]/gu, '\uFFFD');
}
