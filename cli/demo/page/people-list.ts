import type { Person } from '../people';
import { element } from './element';

/** Fills stage and audience anew. @param pictures URL that a picture's name is appended to. */
export function showPeople(people: readonly Person[], pictures: string): void {
  for (const list of ['stage', 'audience']) element(list).replaceChildren();
  for (const { id, name, role } of people) {
    const item = document.createElement('li');
    item.dataset.id = id;
    const picture = document.createElement('img');
    picture.src = `${pictures}${id}.svg`;
    picture.alt = '';
    item.append(picture, role === 'host' ? `${name} · host` : name);
    element(role === 'listener' ? 'audience' : 'stage').append(item);
  }
}

export function showSpeaker(id: string): void {
  for (const person of document.querySelectorAll<HTMLElement>('.people li')) {
    person.classList.toggle('speaking', person.dataset.id === id);
  }
}
