import { createHash, createPrivateKey, createPublicKey, generateKeyPair, webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
// The certificate library's injection container wants this first.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import type { ClusterState } from '../state/eks-state.ts';

export type ClusterKeys = Pick<ClusterState, 'certificateAuthority' | 'serviceAccountKey'>;

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };
const TEN_YEARS = 10 * 365 * 24 * 3_600_000;
const makeKeyPair = promisify(generateKeyPair);

/** Makes what every cluster has of its own: the certificate authority of its API and the key of its service account tokens. */
export async function createClusterKeys(clusterName: string): Promise<ClusterKeys> {
  const [certificateAuthority, serviceAccountKey] = await Promise.all([
    createAuthority(clusterName),
    createServiceAccountKey(),
  ]);
  return { certificateAuthority, serviceAccountKey };
}

/**
 * A certificate for `127.0.0.1` and `localhost`, signed by the cluster's authority; made when a listener opens, so it
 * is no part of the state.
 */
export async function createServingCertificate(
  authority: ClusterState['certificateAuthority'],
): Promise<{ certificatePem: string; keyPem: string }> {
  const issuer = new x509.X509Certificate(authority.certificatePem);
  const issuerKey = await importPrivateKey(authority.keyPem);
  const keys = await webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serial('serving'),
      subject: 'CN=kube-apiserver',
      issuer: issuer.subject,
      notBefore: new Date(Date.now() - 3_600_000),
      notAfter: new Date(Date.now() + TEN_YEARS),
      publicKey: keys.publicKey,
      signingKey: issuerKey,
      signingAlgorithm: SIGNING,
      extensions: [
        new x509.BasicConstraintsExtension(false),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          { type: 'ip', value: '127.0.0.1' },
          { type: 'dns', value: 'localhost' },
          { type: 'dns', value: 'kubernetes.default.svc' },
        ]),
        await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      ],
    },
    webcrypto,
  );
  return { certificatePem: `${certificate.toString('pem')}\n`, keyPem: await exportPrivateKey(keys.privateKey) };
}

async function createAuthority(clusterName: string): Promise<ClusterState['certificateAuthority']> {
  const keys = await webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serial(clusterName),
      // Every EKS cluster's authority carries this plain name.
      name: 'CN=kubernetes',
      notBefore: new Date(Date.now() - 3_600_000),
      notAfter: new Date(Date.now() + TEN_YEARS),
      keys,
      signingAlgorithm: SIGNING,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(
          x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
          true,
        ),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    webcrypto,
  );
  return { certificatePem: `${certificate.toString('pem')}\n`, keyPem: await exportPrivateKey(keys.privateKey) };
}

async function createServiceAccountKey(): Promise<ClusterState['serviceAccountKey']> {
  const { privateKey, publicKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    id: createHash('sha256').update(der).digest('hex').slice(0, 40),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKeyPem: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
  };
}

function serial(text: string): string {
  // The first hex digit stays below 8: a serial number is a positive integer.
  return `1${createHash('sha256').update(`${text}:${Date.now()}`).digest('hex').slice(0, 15)}`;
}

async function importPrivateKey(pem: string): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, CURVE, false, ['sign']);
}

async function exportPrivateKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}
