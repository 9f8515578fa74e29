declare module 'monaco-editor/editor/editor.worker' {
  export function initialize(create: (context: unknown, data: unknown) => object): void;
}
declare module 'monaco-yaml/yaml.worker.js';
