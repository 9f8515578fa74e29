import { Option } from 'commander';
import { type OutputFormat, outputFormats } from '../report/print-result.ts';

export interface OutputFlags {
  output: OutputFormat;
}

export function outputOption(): Option {
  return new Option('-o, --output <format>', 'how to print the result').choices(outputFormats).default('table');
}
