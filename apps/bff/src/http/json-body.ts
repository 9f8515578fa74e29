import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { PodpassError } from '@podpass/inventory';
import { invalidInput } from './answer-of.ts';

export const bodyLimit = { bytes: 1024 * 1024, inWords: '1 MiB' };

/** Reads JSON bodies; any other kind is refused by name rather than read in some way that the sender did not mean. */
export function jsonBody(): (RequestHandler | ErrorRequestHandler)[] {
  return [refuseOtherKinds, express.json({ limit: bodyLimit.bytes, strict: false }), explainParserErrors];
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
const explainParserErrors: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  const words: Record<string, string> = {
    'entity.parse.failed': 'the body is not valid JSON',
    'charset.unsupported': 'the body must be encoded as UTF-8',
    'encoding.unsupported': 'the body has a Content-Encoding that is not supported',
    'request.aborted': 'the body ended before its time',
    'request.size.invalid': 'the body does not have the length that Content-Length says',
  };
  if (type === 'entity.too.large') next(new PodpassError('too-large', { limit: bodyLimit.inWords }));
  else if (words[type] !== undefined) next(invalidInput(words[type]));
  // What is left with a 4xx status is zlib's: a Content-Encoding that the body does not have.
  else if (error instanceof Error && 'status' in error && error.status === 400)
    next(invalidInput('the body cannot be decoded'));
  else next(error);
};
