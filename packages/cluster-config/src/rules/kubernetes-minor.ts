/** The minor number of a Kubernetes version like `1.33`; undefined for anything else. */
export function minorOf(version: string | undefined): number | undefined {
  const minor = /^1\.(\d{1,2})$/.exec(version ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** Whether something whose last version is `last` may still be there; an unknown version is given the benefit of doubt. */
export function isSupportedBy(minor: number | undefined, last: number): boolean {
  return minor === undefined || minor <= last;
}
