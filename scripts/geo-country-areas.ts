/**
 * Writes data/geo/country-areas.json: for each country a few circles on the globe that together
 * hold its whole border, as `latitude longitude radius-in-km`. From Natural Earth's 1:50m map
 * (public domain) in npm's world-atlas. Run again only when that package changes:
 *
 *   npx tsx scripts/geo-country-areas.ts
 */
import { writeFileSync } from 'node:fs';
import { feature } from 'topojson-client';
import atlas from 'world-atlas/countries-50m.json' with { type: 'json' };
import { type Circle, distanceKm, type Point } from '../lib/geo/globe';

/** Circles are cut in two until they are this small: the error of a distance is about as large. */
const LARGEST_KM = 300;

/** What the map's simplified coast line, islets it leaves out and rounding may amount to. */
const MARGIN_KM = 40;

/** ISO 3166-1 numeric codes, by which the map names countries, and their two letters. */
const CODES = `
  004AF 008AL 010AQ 012DZ 016AS 020AD 024AO 028AG 031AZ 032AR 036AU 040AT 044BS 048BH 050BD 051AM
  052BB 056BE 060BM 064BT 068BO 070BA 072BW 074BV 076BR 084BZ 086IO 090SB 092VG 096BN 100BG 104MM
  108BI 112BY 116KH 120CM 124CA 132CV 136KY 140CF 144LK 148TD 152CL 156CN 158TW 162CX 166CC 170CO
  174KM 175YT 178CG 180CD 184CK 188CR 191HR 192CU 196CY 203CZ 204BJ 208DK 212DM 214DO 218EC 222SV
  226GQ 231ET 232ER 233EE 234FO 238FK 239GS 242FJ 246FI 248AX 250FR 254GF 258PF 260TF 262DJ 266GA
  268GE 270GM 275PS 276DE 288GH 292GI 296KI 300GR 304GL 308GD 312GP 316GU 320GT 324GN 328GY 332HT
  334HM 336VA 340HN 344HK 348HU 352IS 356IN 360ID 364IR 368IQ 372IE 376IL 380IT 384CI 388JM 392JP
  398KZ 400JO 404KE 408KP 410KR 414KW 417KG 418LA 422LB 426LS 428LV 430LR 434LY 438LI 440LT 442LU
  446MO 450MG 454MW 458MY 462MV 466ML 470MT 474MQ 478MR 480MU 484MX 492MC 496MN 498MD 499ME 500MS
  504MA 508MZ 512OM 516NA 520NR 524NP 528NL 531CW 533AW 534SX 535BQ 540NC 548VU 554NZ 558NI 562NE
  566NG 570NU 574NF 578NO 580MP 581UM 583FM 584MH 585PW 586PK 591PA 598PG 600PY 604PE 608PH 612PN
  616PL 620PT 624GW 626TL 630PR 634QA 638RE 642RO 643RU 646RW 652BL 654SH 659KN 660AI 662LC 663MF
  666PM 670VC 674SM 678ST 682SA 686SN 688RS 690SC 694SL 702SG 703SK 704VN 705SI 706SO 710ZA 716ZW
  724ES 728SS 729SD 732EH 740SR 744SJ 748SZ 752SE 756CH 760SY 762TJ 764TH 768TG 772TK 776TO 780TT
  784AE 788TN 792TR 795TM 796TC 798TV 800UG 804UA 807MK 818EG 826GB 831GG 832JE 833IM 834TZ 840US
  850VI 854BF 858UY 860UZ 862VE 876WF 882WS 887YE 894ZM 983XK
`;

type Ring = readonly (readonly [number, number])[];
interface Country {
  readonly id?: string;
  readonly properties: { readonly name: string };
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };
}

const alpha2 = new Map(
  CODES.trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, 3), pair.slice(3)]),
);

function codeOf({ id, properties }: Country): string | null {
  if (properties.name === 'Kosovo') return 'XK';
  // The map draws these apart; the databases file them under the country in brackets.
  if (properties.name === 'Somaliland') return 'SO';
  if (properties.name === 'N. Cyprus') return 'CY';
  return (id !== undefined && alpha2.get(id)) || null;
}

function borderOf({ geometry }: Country): Point[] {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  return rings.flat().map(([longitude, latitude]) => [latitude, longitude]);
}

/** The mean of the points as directions from the centre of the earth. */
function middle(points: readonly Point[]): Point {
  let [x, y, z] = [0, 0, 0];
  for (const [latitude, longitude] of points) {
    const [lat, lon] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
    x += Math.cos(lat) * Math.cos(lon);
    y += Math.cos(lat) * Math.sin(lon);
    z += Math.sin(lat);
  }
  return [(Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI, (Math.atan2(y, x) * 180) / Math.PI];
}

function farthestFrom(center: Point, points: readonly Point[]): { point: Point; km: number } {
  let farthest = { point: center, km: 0 };
  for (const point of points) {
    const km = distanceKm(center, point);
    if (km > farthest.km) farthest = { point, km };
  }
  return farthest;
}

function circlesAround(points: readonly Point[]): Circle[] {
  const [lat, lon] = middle(points).map((degrees) => Math.round(degrees * 10) / 10) as [
    number,
    number,
  ];
  const one = farthestFrom([lat, lon], points);
  if (one.km <= LARGEST_KM) return [[lat, lon, Math.ceil(one.km) + MARGIN_KM]];
  const other = farthestFrom(one.point, points);
  const near = points.filter((p) => distanceKm(p, one.point) <= distanceKm(p, other.point));
  const far = points.filter((p) => distanceKm(p, one.point) > distanceKm(p, other.point));
  return [...circlesAround(near), ...circlesAround(far)];
}

const map = feature(
  atlas as never,
  (atlas as never as { objects: { countries: never } }).objects.countries,
) as never as {
  features: Country[];
};
const borders = new Map<string, Point[]>();
for (const country of map.features) {
  const code = codeOf(country);
  if (code !== null) borders.set(code, [...(borders.get(code) ?? []), ...borderOf(country)]);
}
const areas = [...borders].sort(([a], [b]) => a.localeCompare(b));
const lines = areas.map(([code, points]) => {
  const circles = circlesAround(points).map((circle) => circle.join(' '));
  return `  "${code}": "${circles.join(', ')}"`;
});
writeFileSync(
  new URL('../data/geo/country-areas.json', import.meta.url),
  `{\n${lines.join(',\n')}\n}\n`,
);
