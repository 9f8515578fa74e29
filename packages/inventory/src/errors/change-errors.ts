import type { Catalogue } from './catalogue-entry.ts';

/** What stands against plans, and against what people ask of operations. */
export const changeErrors: Catalogue<
  | 'plan-blocked'
  | 'plan-outdated'
  | 'changed-since'
  | 'operation-interrupted'
  | 'operation-over'
  | 'operation-not-retryable'
  | 'operation-not-undoable'
  | 'undo-not-confirmed'
  | 'operation-superseded'
  | 'cluster-there-again'
  | 'operation-version-unknown'
> = {
  'plan-blocked': {
    what: ({ findings }) => `The change cannot start: ${findings.map((finding) => finding.message).join(' ')}`,
    why: () => 'A finding of the preview blocks it.',
    remedy: ({ findings }) =>
      findings
        .map((finding) => finding.remedy ?? '')
        .join(' ')
        .trim() || 'Solve the findings first.',
  },
  'plan-outdated': {
    what: () => 'What the preview showed is no longer true.',
    why: ({ detail }) => detail,
    remedy: () => 'Look at the new preview, then save again.',
  },
  'changed-since': {
    what: ({ what }) => `${what} was changed by somebody else after this operation, and stays as it is now.`,
    why: () => 'Neither what this operation wrote is there, nor what was there before it.',
    remedy: () =>
      'Ask who changed it. To have it as it was, edit it by hand: the operation’s step shows what was there.',
  },
  'operation-interrupted': {
    what: () => 'The operation was interrupted.',
    why: () => 'Podpass, or its database, stopped while it was running, and nobody could carry it on.',
    remedy: () => 'Retry it: what was already done is recognised and not done twice.',
  },
  'operation-over': {
    what: () => 'The operation has already ended.',
    why: ({ state }) => `Its state is "${state}".`,
    remedy: () => 'Look at how it ended; what it did can be undone if its steps allow it.',
  },
  'operation-not-retryable': {
    what: () => 'The operation cannot be retried.',
    why: ({ state }) => `Its state is "${state}". Only one that ended without being done can be retried.`,
    remedy: () => 'Wait until it has ended, or ask for the change anew.',
  },
  'operation-not-undoable': {
    what: () => 'The operation cannot be undone.',
    why: ({ state }) => `Its state is "${state}", or none of the steps that it did can be taken back.`,
    remedy: () => 'Wait until it has ended, or ask for the opposite change.',
  },
  'undo-not-confirmed': {
    what: ({ cluster }) => `Undoing this has to be confirmed with the name of ${cluster}.`,
    why: () =>
      'It takes back what was made of the cluster: the cluster itself, its nodes, and everything that runs on them.',
    remedy: ({ cluster }) => `Type ${cluster}, or pass it as \`confirm\`.`,
  },
  'operation-superseded': {
    what: () => 'A later operation has gone over what this one did.',
    why: ({ title, startedAt }) =>
      `“${title}” was started at ${startedAt}: what this one counts as done may be gone or changed.`,
    remedy: () => 'Retry or undo the later one, or start anew from the configuration or the cluster as they are now.',
  },
  'cluster-there-again': {
    what: ({ cluster, target }) => `${target} stays: there is a cluster ${cluster}, which may need it.`,
    why: () => 'Somebody has made the cluster anew since it was deleted.',
    remedy: () => 'To delete the new one too, ask for its deletion. Otherwise there is nothing to do.',
  },
  'operation-version-unknown': {
    what: () => 'The operation was begun by another version of Podpass, and this one cannot carry it on.',
    why: ({ version }) => `It was begun by version ${version}, of which no replica runs any more.`,
    remedy: () => 'Look at what was done so far, then ask for the change anew or undo it.',
  },
};
