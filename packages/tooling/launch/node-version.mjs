// Everything that the launchers load before this check must parse on old versions of Node,
// so that a person with an old Node reads a sentence and not a SyntaxError.

const OLDEST = [20, 19];

/** Ends the process with a plain message when Node is older than Podpass needs. */
export function requireSupportedNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(
    `Podpass needs Node ${OLDEST.join('.')} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'What to do: install a current Node from https://nodejs.org, then run the same command again.',
  );
  process.exit(1);
}
