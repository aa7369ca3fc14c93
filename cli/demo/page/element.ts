/** An element of the page, which has it. */
export function element(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}

export function tell(id: string, text: string): void {
  element(id).textContent = text;
}
