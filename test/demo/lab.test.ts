import { describe, expect, it } from 'vitest';
import { firefoxForcedPorts, parseHostRules } from '../../cli/browsers/host-rules';
import { LAB_MACHINES, type Lab, layOutLab, PAGE_ADDRESS } from '../../cli/demo/lab';
import { writeLabDatabase } from '../../cli/demo/lab-database';
import {
  AGORA_HOSTS,
  COUNTER_HOST,
  edgeHosts,
  labHostRules,
  machineOfHost,
  PICTURES_HOST,
  ROOM_HOST,
  SIGNALLING_HOST,
} from '../../cli/demo/lab-hosts';
import type { IpAddress } from '../../lib/address';
import { createLocator } from '../../lib/geo/locator';
import { openUserDatabase } from '../../lib/geo/user-database';

const PORTS = { plain: 8080, tls: 8443 };

async function layOut(usable: boolean): Promise<Lab> {
  return (await layOutLab(async () => usable)).lab;
}

function factsIn(lab: Lab, address: string) {
  const opened = openUserDatabase(writeLabDatabase(lab), 'demo-lab.mmdb');
  if (!opened.ok) throw new Error(opened.reason);
  const locator = createLocator({ shipped: null, user: [opened.database] });
  return locator.factsOf(address as IpAddress);
}

describe('on a system with all of 127/8', () => {
  it('every machine has an address of its own', async () => {
    const lab = await layOut(true);
    const addresses = Object.values(lab).map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses).not.toContain(PAGE_ADDRESS);
  });

  it.each(Object.entries(LAB_MACHINES))('%s stands where the lab says', async (_, machine) => {
    const { location, network } = factsIn(await layOut(true), machine.address);
    expect(location).toMatchObject({ known: true, country: machine.country, certainty: 'user' });
    expect(network).toMatchObject({ asn: machine.asn, organisation: machine.network });
  });

  it('the page itself stands nowhere', async () => {
    expect(factsIn(await layOut(true), PAGE_ADDRESS).location.known).toBe(false);
  });

  it('the database is the same each time', async () => {
    expect(writeLabDatabase(await layOut(true))).toEqual(writeLabDatabase(await layOut(true)));
  });
});

describe('on a system with 127.0.0.1 only', () => {
  it('every machine shares it, and the country of the voice server', async () => {
    const { lab, shared } = await layOutLab(async () => false);
    expect(shared).toBe(true);
    expect(new Set(Object.values(lab).map(({ address }) => address))).toEqual(
      new Set([PAGE_ADDRESS]),
    );
    expect(factsIn(lab, PAGE_ADDRESS).location).toMatchObject({ known: true, country: 'CN' });
  });
});

describe.each([true, false])('host rules (all of 127/8: %s)', (usable) => {
  it('can be followed by both browsers', async () => {
    const rules = parseHostRules(labHostRules(await layOut(usable), PORTS));
    expect(firefoxForcedPorts(rules)).toBe('443=8443;80=8080;4713=8443');
  });

  it('lead every other name nowhere', async () => {
    const rules = Object.entries(labHostRules(await layOut(usable), PORTS));
    expect(rules.at(-1)).toEqual(['*', '~NOTFOUND']);
  });
});

it.each([
  [`${ROOM_HOST}:8080`, 'page'],
  ['127.0.0.1:8080', 'page'],
  [SIGNALLING_HOST, 'signalling'],
  [PICTURES_HOST, 'pictures'],
  [COUNTER_HOST, 'counter'],
  ['127-86-0-2.edge.agora.io:4713', 'agoraEdge'],
  ['127-86-0-2.EDGE.sd-rtn.com:4713', 'agoraEdge'],
  ['webrtc2-2.ap.sd-rtn.com', 'agoraChina'],
  ['webrtc2-ap-web-1.agora.io', 'agoraGlobal'],
  ['agora.io.attacker.example', 'page'],
  ['notagora.io', 'page'],
])('%s is meant for %s', async (host, machine) => {
  expect(machineOfHost(await layOut(true), host)).toBe(machine);
});

it('has a rule for every name the Agora SDK contacts', async () => {
  const lab = await layOut(true);
  for (const host of [...AGORA_HOSTS, ...edgeHosts(lab)]) {
    expect(machineOfHost(lab, host)).toMatch(/^agora/);
  }
});
