export interface Picture {
  readonly file: string;
  readonly screen: string;
  readonly about: string;
  readonly look: string;
  readonly language: string;
}

/** All pictures on one page, a row for each screen. */
export function contactSheet(pictures: readonly Picture[]): string {
  const screens = new Map<string, Picture[]>();
  for (const picture of pictures) {
    screens.set(picture.screen, [...(screens.get(picture.screen) ?? []), picture]);
  }
  const rows = [...screens].map(([name, taken]) => {
    const figures = taken.map(
      ({ file, look, language }) =>
        `<figure><a href="${file}"><img src="${file}" loading="lazy" alt=""></a><figcaption>${look}, ${language}</figcaption></figure>`,
    );
    return `<h2>${name}</h2><p>${taken[0]?.about ?? ''}</p><div>${figures.join('')}</div>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>Earshot: every screen</title>
<style>body{font:14px system-ui;margin:2rem}div{display:flex;gap:1rem;overflow-x:auto}figure{margin:0}img{inline-size:220px;border:1px solid #ccc}</style>
<h1>Every screen</h1>
${rows.join('\n')}
`;
}
