import type { CountryCode } from '../country';
import type { Destination, Knowledge } from '../destination';
import type { Certainty, DatabaseAnswer } from '../geo/location';
import type { Hearing } from '../hearing';
import type { Exposure, Identifier, Named } from '../identifiers/identifier';
import type { Outcome, Transport } from '../observation';
import type { Policy } from '../policy';
import type { RecognisedSound } from '../recognised-sound';
import type { Subject } from '../subject';
import type { NetworkId } from '../vendors/network';
import type { Statement } from '../vendors/statement';
import type { Jurisdiction, VendorId } from '../vendors/vendor';

/** `info`: worth knowing. `notice`: worth a look. `warning`: what the user asked to be told of. */
export type Severity = 'info' | 'notice' | 'warning';

/** A destination together with what went there: all that a rule may look at. */
export interface Sighting {
  readonly destination: Destination;
  readonly subject: Subject;
  readonly transport: Transport;
  readonly outcome: Outcome;
  /** Every answer so far came from the browser's cache. */
  readonly fromCache: boolean;
  readonly peer: 'server' | 'person';
  /** The country in which the user says they are, `null` if they haven't. */
  readonly user: CountryCode | null;
  /** `null` where there is no voice. */
  readonly hearing: Hearing | null;
  readonly identifiers: readonly Identifier[];
  /** Set where the voice goes another way than WebRTC. */
  readonly sound?: RecognisedSound;
}

/** What a finding rests on. Location and control are different kinds and stay so. */
export type Evidence =
  | {
      readonly kind: 'location';
      readonly country: CountryCode;
      readonly certainty: Certainty | 'disagree';
      /** The announcing network itself belongs to that country. */
      readonly networkAgrees: boolean;
      readonly answers: readonly DatabaseAnswer[];
    }
  | {
      readonly kind: 'control';
      readonly country: CountryCode;
      readonly operator:
        | { readonly kind: 'vendor'; readonly id: VendorId }
        | { readonly kind: 'network'; readonly id: NetworkId; readonly asn: number };
      readonly jurisdictions: readonly Jurisdiction[];
    }
  | {
      readonly kind: 'claim';
      /** Where the machine surely is. */
      readonly country: CountryCode;
      readonly vendor: VendorId;
      /** What the vendor said, which this contradicts. */
      readonly statement: Statement;
    }
  | { readonly kind: 'cleartext'; readonly transport: Transport; readonly subject: Subject }
  | { readonly kind: 'hearing'; readonly hearing: 'server' | 'server-in-part' }
  | {
      readonly kind: 'identifier';
      readonly names: Named;
      readonly exposure: Exposure;
      /** Names of the parameters that held it. */
      readonly parameters: readonly string[];
      /** The page's own name of its room was seen, not only a parameter for one. */
      readonly observed: boolean;
    };

export interface Rule {
  /** File name, wording key and scenario name alike. */
  readonly id: string;
  /** The most it can weigh; doubt and mere attempts lower it (see `assess`). */
  readonly severity: Severity;
  /** One piece of evidence per finding; empty when the rule has nothing to say. */
  readonly find: (
    sighting: Sighting,
    knowledge: Pick<Knowledge, 'vendor' | 'networkOperator'>,
    policy: Policy,
  ) => readonly Evidence[];
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** `key` of the report's destination row. */
  readonly destination: string;
  readonly evidence: Evidence;
}
