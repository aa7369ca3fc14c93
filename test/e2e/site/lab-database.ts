import { writeMmdb } from '../../../lib/geo/mmdb-writer';

/** A database of one's own in which 127.0.0.2 is in China, so that a page on loopback can be found. */
export const LAB_DATABASE = writeMmdb({
  databaseType: 'Lab-Country',
  description: 'A lab',
  buildEpoch: Date.UTC(2026, 10, 1) / 1000,
  records: [['127.0.0.2/32', { country: { iso_code: 'CN' } }]],
});
