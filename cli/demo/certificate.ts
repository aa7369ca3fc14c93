import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A key and certificate that no browser trusts: the demo's own is told to accept it. */
export interface Certificate {
  readonly keyPem: string;
  readonly certificatePem: string;
}

const ONE_DAY = 86_400_000;

/** Makes a self-signed certificate for the names, valid for a day. */
export async function makeCertificate(names: readonly string[]): Promise<Certificate> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const now = Date.now();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=Earshot demo room',
      keys,
      notBefore: new Date(now - ONE_DAY / 24),
      notAfter: new Date(now + ONE_DAY),
      signingAlgorithm: algorithm,
      extensions: [
        new x509.SubjectAlternativeNameExtension(
          names.map((value) => ({ type: 'dns' as const, value })),
        ),
      ],
    },
    webcrypto as Crypto,
  );
  const privateKey = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    keyPem: x509.PemConverter.encode(privateKey, 'PRIVATE KEY'),
    certificatePem: certificate.toString('pem'),
  };
}
