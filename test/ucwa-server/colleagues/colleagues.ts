/** The page of colleagues: a row and its buttons for each of them, redrawn from the snapshots that the simulator sends. */
import type {
  CallAction,
  ChatAction,
  ColleagueCallView,
  ColleaguesView,
  ColleagueView,
  MeetingAction,
} from '../control/view.ts';

const list = byId('list');
const user = byId('user');
const desk = byId('desk');
const problem = byId('problem');
/** The last snapshot and when it came, for the seconds that pass until the next. */
let shown: { readonly view: ColleaguesView; readonly at: number } | null = null;

const changes = new EventSource('changes');
changes.onmessage = ({ data }: MessageEvent<string>) => {
  shown = { view: JSON.parse(data) as ColleaguesView, at: performance.now() };
  problem.textContent = '';
  draw();
};
changes.onerror = () => {
  problem.textContent = 'The simulator does not answer. It may have been stopped.';
};
setInterval(draw, 1000);

function draw(): void {
  if (shown === null) return;
  const { name, reachable, forwarded } = shown.view.user;
  user.textContent = reachable ? `${name} can be called` : `${name} is not signed in`;
  user.classList.toggle('reachable', reachable);
  drawDeskPhone(forwarded);
  const passed = performance.now() - shown.at;
  for (const colleague of shown.view.colleagues) drawRow(colleague, reachable, passed);
}

/** What the user's telephone on the desk does with their calls. */
function drawDeskPhone(forwarded: boolean | null): void {
  const label = forwarded === true ? 'Let my desk phone ring' : 'Forward my desk phone';
  desk.hidden = forwarded === null;
  if (desk.textContent !== label) desk.textContent = label;
  desk.onclick = () => press(`desk-phone/${forwarded === true ? 'ring' : 'forward'}`);
}

function drawRow(colleague: ColleagueView, reachable: boolean, passed: number): void {
  const row = document.getElementById(colleague.id) ?? list.appendChild(makeRow(colleague));
  const state = colleague.call?.state ?? 'ended';
  row.dataset.state = state;
  setText(row.querySelector('.state'), stateText(colleague, passed));
  const actions = row.querySelector('.actions');
  const { call, chat, meeting, nextPresence } = colleague;
  const wanted = `${state} ${call?.id} ${call?.held} ${reachable} ${chat?.id} ${chat?.waiting} ${meeting} ${nextPresence}`;
  if (!(actions instanceof HTMLElement) || actions.dataset.drawn === wanted) return;
  actions.dataset.drawn = wanted;
  const focused = actions.contains(document.activeElement);
  actions.replaceChildren(
    ...buttons(colleague, reachable),
    ...writingButtons(colleague, reachable),
    ...meetingButtons(colleague, reachable),
  );
  if (focused) actions.querySelector('button')?.focus();
}

function makeRow(colleague: ColleagueView): HTMLLIElement {
  const row = document.createElement('li');
  row.id = colleague.id;
  const about = document.createElement('div');
  about.append(part('div', 'name', colleague.name), part('div', 'detail', colleague.detail), part('div', 'state', ''));
  row.append(part('div', 'avatar', colleague.initials), about, part('div', 'actions', ''));
  row.querySelector('.avatar')?.setAttribute('aria-hidden', 'true');
  return row;
}

function buttons(colleague: ColleagueView, reachable: boolean): HTMLButtonElement[] {
  const { call, id } = colleague;
  const act = (label: string, action: CallAction, kind = ''): HTMLButtonElement =>
    button(label, colleague.name, kind, () => press(`calls/${call?.id}/${action}`));
  switch (call?.state) {
    case 'ringing':
      if (call.dialled) {
        return [act('Answer', 'pick-up', 'primary'), act('Busy', 'busy'), act('Decline', 'refuse')];
      }
      return [act('Cancel', 'cancel'), act('Answered elsewhere', 'elsewhere')];
    case 'talking':
      return [call.held ? act('Resume', 'resume') : act('Hold', 'hold'), act('Hang up', 'hang-up', 'hang-up')];
    default: {
      const made = button('Call me', colleague.name, 'primary', () => reachable && press(`call/${id}`));
      const rung = button('Ring my phone', colleague.name, '', () => reachable && press(`phone/${id}`));
      const left = button('Leave a voice message', colleague.name, '', () => press(`voicemail/${id}`));
      if (!reachable) for (const each of [made, rung]) each.setAttribute('aria-disabled', 'true');
      const { nextPresence } = colleague;
      if (nextPresence === null) return [made, rung, left];
      const path = `presence/${id}/${encodeURIComponent(nextPresence)}`;
      return [made, rung, left, button(`Be ${nextPresence}`, colleague.name, '', () => press(path))];
    }
  }
}

/** Who has a name has an address that messages come from. */
function writingButtons({ id, name, initials, chat }: ColleagueView, reachable: boolean): HTMLButtonElement[] {
  if (initials === '' || !reachable) return [];
  const act = (label: string, action: ChatAction): HTMLButtonElement =>
    button(label, name, '', () => press(`chats/${id}/${action}`));
  const write = button('Write to me', name, '', () => press(`write/${id}`));
  if (chat === null) return [write];
  return chat.waiting ? [act('Leave', 'leave')] : [write, act('Type', 'type'), act('Leave', 'leave')];
}

/** Who has an address asks the user to a meeting, and comes into the one that goes on. */
function meetingButtons({ id, name, initials, meeting }: ColleagueView, reachable: boolean): HTMLButtonElement[] {
  if (initials === '' || !reachable) return [];
  const act = (label: string, action: MeetingAction): HTMLButtonElement =>
    button(label, name, '', () => press(`meeting/${id}/${action}`));
  switch (meeting) {
    case null:
      return [act('Ask me to a meeting', 'ask')];
    case 'out':
      return [act('Join the meeting', 'join'), act('Wait in the lobby', 'wait')];
    case 'waits':
      return [act('Leave the lobby', 'leave')];
    case 'in':
      return [
        ...[act('Mute me', 'mute-you'), act('Record or stop', 'record'), act('Remove me', 'remove-you')],
        ...[act('Leave', 'leave'), act('End it', 'end')],
      ];
  }
}

function button(label: string, name: string, kind: string, run: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = kind;
  made.textContent = label;
  made.setAttribute('aria-label', `${label}, ${name}`);
  made.addEventListener('click', run);
  return made;
}

function stateText(colleague: ColleagueView, passed: number): string {
  const { last } = colleague.chat ?? { last: null };
  const said = last === null ? '' : ` · ${last.by === 'user' ? 'reads' : 'writes'} “${last.text.slice(0, 60)}”`;
  return `${callText(colleague, passed)}${said}`;
}

function callText({ call, kind, toneHz }: ColleagueView, passed: number): string {
  if (call === null) return `${kind} · voice ${toneHz} Hz`;
  const clock = minutes(call.lastedMs + passed);
  switch (call.state) {
    case 'ringing':
      return call.dialled ? `You call: it rings ${clock}` : `Ringing ${clock} · ${kind}`;
    case 'talking':
      return `Talking ${clock} · says ${toneHz} Hz · ${heardText(call)}`;
    case 'ended':
      return `${call.ending} · ${kind}`;
  }
}

function heardText({ heard }: ColleagueCallView): string {
  return heard === null ? 'hears nothing' : `hears ${heard.hz} Hz at ${heard.level} dB`;
}

function minutes(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function press(path: string): void {
  fetch(path, { method: 'POST' })
    .then(async (response) => {
      problem.textContent = response.ok ? '' : await response.text();
    })
    .catch(() => {
      problem.textContent = 'The simulator does not answer. It may have been stopped.';
    });
}

function part(tag: 'div', className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Leaves the node alone where nothing changed, so that readers do not say it again. */
function setText(node: Element | null, text: string): void {
  if (node !== null && node.textContent !== text) node.textContent = text;
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}
