import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { PodpassError } from '@podpass/inventory';
import { invalidInput } from './answer-of.ts';

const bodyLimit = { bytes: 1024 * 1024, inWords: '1 MiB' };
/** JSON may write a character of a configuration's text in six: the text's own limit is checked when it is read. */
const configBodyLimit = { bytes: 8 * 1024 * 1024, inWords: '8 MiB' };

function isAboutConfigs({ path }: Request): boolean {
  return path === '/cluster-configs' || path.startsWith('/cluster-configs/');
}

/** Reads JSON bodies; any other kind is refused by name rather than read in some way that the sender did not mean. */
export function jsonBody(): (RequestHandler | ErrorRequestHandler)[] {
  const readBody = express.json({ limit: bodyLimit.bytes, strict: false });
  const readConfigBody = express.json({ limit: configBodyLimit.bytes, strict: false });
  const readAsNeeded: RequestHandler = (request, response, next) =>
    (isAboutConfigs(request) ? readConfigBody : readBody)(request, response, next);
  return [refuseOtherKinds, readAsNeeded, explainParserErrors];
}

const refuseOtherKinds: RequestHandler = (request, _response, next) => {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  const isJson = /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
  if (!hasBody) {
    // What these headers say is said of nothing, and the router must not look for it.
    delete request.headers['content-type'];
    delete request.headers['content-disposition'];
  }
  if (hasBody && !isJson) next(invalidInput('the body must be JSON, sent with Content-Type: application/json'));
  else next();
};

/** The parser's errors have a `type`: https://github.com/expressjs/body-parser#errors */
const explainParserErrors: ErrorRequestHandler = (error: unknown, request, _response, next) => {
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  const words: Record<string, string> = {
    'entity.parse.failed': 'the body is not valid JSON',
    'charset.unsupported': 'the body must be encoded as UTF-8',
    'encoding.unsupported': 'the body has a Content-Encoding that is not supported',
    'request.aborted': 'the body ended before its time',
    'request.size.invalid': 'the body does not have the length that Content-Length says',
  };
  if (type === 'entity.too.large') {
    next(new PodpassError('too-large', { limit: (isAboutConfigs(request) ? configBodyLimit : bodyLimit).inWords }));
  } else if (words[type] !== undefined) next(invalidInput(words[type]));
  // What is left with a 4xx status is zlib's: a Content-Encoding that the body does not have.
  else if (error instanceof Error && 'status' in error && error.status === 400)
    next(invalidInput('the body cannot be decoded'));
  else next(error);
};
