import { get, type IncomingMessage } from 'node:http';

export interface StreamedEvent {
  id: string | undefined;
  event: string;
  data: Record<string, unknown>;
}

export interface EventReader {
  headers: IncomingMessage['headers'];
  /** Waits for the next event; undefined at the end. */
  next(): Promise<StreamedEvent | undefined>;
  leave(): void;
  comments: string[];
}

/** Reads server-sent events of a console on this machine as a browser does. */
export async function readEvents(port: number, path: string, headers: Record<string, string>): Promise<EventReader> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers, agent: false }, resolve).on('error', reject);
  });
  const comments: string[] = [];
  const blocks = (async function* () {
    let text = '';
    for await (const chunk of response) {
      text += String(chunk);
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        yield text.slice(0, end);
        text = text.slice(end + 2);
      }
    }
  })();
  const next: EventReader['next'] = async () => {
    const { value, done } = await blocks.next();
    if (done === true) return undefined;
    const lines = value.split('\n');
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    if (value.startsWith(':')) {
      comments.push(value);
      if (field('event') === undefined) return next();
    }
    const data = JSON.parse(field('data') ?? '{}') as Record<string, unknown>;
    return { id: field('id'), event: field('event') ?? '', data };
  };
  return { headers: response.headers, next, leave: () => response.destroy(), comments };
}
