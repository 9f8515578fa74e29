/** As the server takes it, in bytes. */
const most = 1024 * 1024;

/** The text of a file, every byte of it; fails in words where it is none. */
export async function readConfigFile(file: Blob): Promise<{ ok: true; text: string } | { ok: false; why: string }> {
  if (file.size > most)
    return { ok: false, why: 'The file is larger than 1 MiB; no cluster configuration needs that.' };
  try {
    // The byte order mark stays: what is saved later must be the same file.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    return text.includes('\0') ? { ok: false, why: 'The file has NUL characters: it is no text.' } : { ok: true, text };
  } catch {
    return { ok: false, why: 'The file is no UTF-8 text.' };
  }
}

/** Why a text that is pasted cannot be taken. A field would show it all the same, and the browser stand still for minutes. */
export function tooLong(pasted: string): string | undefined {
  return new Blob([pasted]).size > most
    ? 'The text is larger than 1 MiB; no cluster configuration needs that.'
    : undefined;
}

/** Saves the text as a file of this browser, byte for byte. */
export function downloadConfig(text: string, name: string | undefined): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${/^[\w-]{1,100}$/.test(name ?? '') ? name : 'cluster'}.yaml`;
  link.click();
  URL.revokeObjectURL(url);
}
