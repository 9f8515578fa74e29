import { configTextLimit } from '@podpass/inventory';

type ReadFile = { text: string } | { problem: string };

/** A file as text, byte for byte (a byte order mark stays); what is no text is told apart from a wrong configuration. */
export async function readConfigFile(file: Blob & { name?: string }): Promise<ReadFile> {
  const name = file.name ?? 'The file';
  if (file.size > configTextLimit.bytes) {
    return {
      problem: `${name} is larger than ${configTextLimit.inWords}. A configuration never is: choose another file.`,
    };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    return text.includes('\0') ? notText(name) : { text };
  } catch {
    return notText(name);
  }
}

/** Why a text that is pasted cannot be taken. A field would show it all the same, and the browser stand still for minutes. */
export function tooLong(pasted: string): string | undefined {
  if (new Blob([pasted]).size <= configTextLimit.bytes) return undefined;
  return `The text is larger than ${configTextLimit.inWords}. A configuration never is.`;
}

/** What the file of a configuration is called; a name that is none for files is left out. */
export function configFileName(cluster: string | undefined): string {
  return `${/^[\w-]{1,100}$/.test(cluster ?? '') ? cluster : 'cluster'}.yaml`;
}

/** Saves a text as a file of this browser, byte for byte. */
export function downloadText(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

function notText(name: string): ReadFile {
  return { problem: `${name} is not a text in UTF-8. Choose a YAML file.` };
}
