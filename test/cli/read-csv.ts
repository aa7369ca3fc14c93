/** RFC 4180, section 2, character by character: written from the grammar, not from the writer. */
export function readCsv(text: string): string[][] {
  const lines: string[][] = [];
  let [line, cell, isQuoted]: [string[], string, boolean] = [[], '', false];
  for (let i = 0; i < text.length; i += 1) {
    const [now, next] = [text[i], text[i + 1]];
    if (isQuoted && now === '"' && next === '"') {
      cell += '"';
      i += 1;
    } else if (now === '"') isQuoted = !isQuoted;
    else if (isQuoted) cell += now;
    else if (now === ',') {
      line.push(cell);
      cell = '';
    } else if (now === '\r' && next === '\n') {
      lines.push([...line, cell]);
      [line, cell] = [[], ''];
      i += 1;
    } else cell += now;
  }
  return lines;
}
