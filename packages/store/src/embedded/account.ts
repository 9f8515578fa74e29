/** Who runs the server: PostgreSQL refuses to run as root, so root hands it to the system's `nobody`. */
export interface Account {
  uid: number;
  gid: number;
}

/** Undefined: the server runs as whoever runs Podpass. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return process.platform === 'darwin' ? { uid: 4294967294, gid: 4294967294 } : { uid: 65534, gid: 65534 };
}
