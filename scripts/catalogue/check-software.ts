import { checkSources, claims } from './check-sources';
import type { Problem } from './problem';
import type { Entries } from './read';

type SoftwareEntry = Entries['software'][number];

export function checkSoftware(
  { file, data }: SoftwareEntry,
  vendorIds: ReadonlySet<string>,
): readonly Problem[] {
  const { runBy, marks } = data;
  const named = [
    ...claims(marks, 'marks'),
    ...(runBy === null ? [] : [['runBy.source', runBy.source] as const]),
  ];
  const unknown = runBy !== null && !vendorIds.has(runBy.vendor);
  return [
    ...checkSources(file, named, data.sources),
    ...(unknown
      ? [{ file, at: 'runBy.vendor', fix: `there is no data/vendors/${runBy.vendor}.json` }]
      : []),
    ...marks.flatMap((mark, index) => {
      const first = marks.find((other) => other.in === mark.in);
      return first?.confidence === mark.confidence
        ? []
        : [
            {
              file,
              at: `marks[${index}].confidence`,
              fix: `all marks of one kind weigh the same, since only the kind is told: ${first?.confidence}`,
            },
          ];
    }),
  ];
}

/** A mark that is the beginning of another's would find both. */
export function checkMarks({ software }: Entries): readonly Problem[] {
  const all = software.flatMap(({ file, data }) =>
    data.marks.map((mark, index) => ({ file, at: `marks[${index}]`, text: textOf(mark) })),
  );
  return all.flatMap(({ file, at, text }) =>
    all.some((other) => other.file !== file && other.text.startsWith(text))
      ? [{ file, at, fix: `“${text}” also fits another software's mark: write more of it` }]
      : [],
  );
}

function textOf(mark: SoftwareEntry['data']['marks'][number]): string {
  return mark.in === 'socket'
    ? `socket ${mark.path} ${mark.parameters}`
    : `${mark.in} ${mark.text}`;
}
