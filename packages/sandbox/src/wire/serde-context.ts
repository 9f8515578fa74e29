import type { XmlCodec } from '@aws-sdk/core/protocols';

type SerdeContext = Parameters<XmlCodec['setSerdeContext']>[0];

/** What the SDK's codecs need from their platform. */
export const serdeContext: SerdeContext = {
  utf8Encoder: (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8')),
  utf8Decoder: (text) => Buffer.from(text, 'utf8'),
  base64Encoder: (bytes) =>
    (typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : Buffer.from(bytes)).toString('base64'),
  base64Decoder: (text) => Buffer.from(text, 'base64'),
  streamCollector: () => Promise.reject(new Error('The sandbox serves no streaming operation.')),
};
