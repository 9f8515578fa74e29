/** A table as a person takes it along: a name for each column, text in each cell. */
export type ExportRow = Record<string, string | number | boolean | null>;

/** Saves rows as a file of this browser. CSV cells that a spreadsheet would run as a formula are quoted as text. */
export async function exportRows(rows: readonly ExportRow[], format: 'csv' | 'json', name: string): Promise<void> {
  if (format === 'json') return save(`${name}.json`, 'application/json', `${JSON.stringify(rows, null, 2)}\n`);
  const { unparse } = await import('papaparse');
  save(`${name}.csv`, 'text/csv;charset=utf-8', unparse([...rows], { escapeFormulae: true, newline: '\n' }));
}

function save(fileName: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
