import type { CountryCode } from '../../lib/country';
import type { Directory } from '../../lib/report/wording/operator';
import type { Software } from '../../lib/vendors/software';
import type { Statement } from '../../lib/vendors/statement';
import type { Jurisdiction, JurisdictionBasis, Vendor } from '../../lib/vendors/vendor';

/** A catalogue of a few companies, so that wording is tested apart from what `data/` says today. */
export const directory: Directory = {
  vendor: (id) => (VENDORS[id] === undefined ? null : vendor(id, ...VENDORS[id])),
  networkOperator: (asn) =>
    asn === 37963
      ? {
          id: 'alibaba' as never,
          name: 'Alibaba Cloud',
          asns: [{ asn, name: 'ALIBABA-CN-NET' }],
          owners: ['Alibaba Group'],
          jurisdictions: [law('CN', 'parent')],
          sources: [],
        }
      : null,
  software: (id) => SOFTWARE.find((each) => each.id === id) ?? null,
};

const VENDORS: Record<string, [string, ...[string, JurisdictionBasis][]]> = {
  agora: ['Agora', ['KY', 'incorporated'], ['CN', 'principal-offices'], ['US', 'listed']],
  'tencent-rtc': ['Tencent RTC', ['CN', 'parent']],
  google: ['Google', ['US', 'principal-offices']],
  discord: ['Discord', ['US', 'incorporated'], ['US', 'principal-offices']],
  lawless: ['Lawless'],
};

const READ = { url: 'pkg:npm/an-sdk@1.0.0', says: 'so', checked: '2026-11-23' };

const SOFTWARE: readonly Software[] = [
  {
    id: 'agora-web-sdk' as never,
    name: 'Agora Web SDK',
    runBy: { vendor: 'agora' as never, source: READ },
    marks: [{ in: 'description', text: 's=AgoraGateway', confidence: 'strong', source: READ }],
    notes: '',
  },
  {
    id: 'livekit' as never,
    name: 'LiveKit',
    runBy: null,
    marks: [{ in: 'channel', text: '_lossy', confidence: 'weak', source: READ }],
    notes: '',
  },
];

const STATEMENT: Statement = {
  traffic: ['voice'],
  users: { notIn: ['CN' as CountryCode] },
  machines: { notIn: ['CN' as CountryCode] },
  dated: '2021-02',
  source: {
    url: 'https://says.example/',
    says: 'Voice of users outside China is never routed through China.',
    checked: '2026-11-23',
  },
};

function vendor(id: string, name: string, ...laws: [string, JurisdictionBasis][]): Vendor {
  return {
    id: id as never,
    name,
    roles: ['rtc'],
    domains: [],
    regions:
      id === 'agora'
        ? [
            {
              word: 'hkmc',
              countries: ['HK' as CountryCode, 'MO' as CountryCode],
              source: { url: 'pkg:npm/says@1.0.0', says: 'So.', checked: '2026-11-23' },
            },
          ]
        : [],
    owners: [],
    jurisdictions: laws.map(([country, basis]) => law(country, basis)),
    statements: id === 'agora' ? [STATEMENT] : [],
    notes: '',
  };
}

export function law(country: string, basis: JurisdictionBasis): Jurisdiction {
  return {
    country: country as CountryCode,
    basis,
    source: { url: 'https://source.example/filing', says: 'so', checked: '2026-11-23' },
  };
}
