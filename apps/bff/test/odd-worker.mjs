// A checking thread that does what a text tells it: hang, fill its memory, fail, or answer with the text.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ number, text }) => {
  if (text === 'hang') for (;;);
  if (text === 'fill') for (const kept = []; ; ) kept.push(Array.from({ length: 100_000 }, Math.random));
  if (text === 'fail') throw new Error('a defect');
  parentPort.postMessage({ number, checked: text });
});
parentPort.postMessage('ready');
