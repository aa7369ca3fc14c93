import { createHash, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A key and certificate that only the demo's own browser is told to accept. */
export interface Certificate {
  readonly keyPem: string;
  readonly certificatePem: string;
  /** Base64 SHA-256 of the public key: Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly publicKeyHash: string;
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
  const [privateKey, publicKey] = await Promise.all([
    webcrypto.subtle.exportKey('pkcs8', keys.privateKey),
    webcrypto.subtle.exportKey('spki', keys.publicKey),
  ]);
  return {
    keyPem: x509.PemConverter.encode(privateKey, 'PRIVATE KEY'),
    certificatePem: certificate.toString('pem'),
    publicKeyHash: createHash('sha256').update(Buffer.from(publicKey)).digest('base64'),
  };
}
