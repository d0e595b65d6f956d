/*
 * libnice as one side of a call, driven by lines on standard input and telling what happens by lines on standard output.
 *
 *   libnice-peer rfc5245|oc2007r2 controlling|controlled COMPONENTS full|lite|full-tcp regular|aggressive ADDRESS
 *                [udp|tcp|tls HOST PORT USERNAME PASSWORD]
 *
 * With the last five it goes through that relay alone; `full-tcp`: it has candidates of TCP alone.
 *
 * Out: `credentials UFRAG PWD`, `candidate LINE`, `gathered`, `state COMPONENT NAME`,
 *       `pair COMPONENT LOCAL-HOST LOCAL-PORT REMOTE-HOST REMOTE-PORT`, `received COMPONENT HEX`
 * In:  `credentials UFRAG PWD`, `candidate LINE` and `go` once, then `send COMPONENT HEX` and `restart`; it ends with its input.
 */
#include <glib.h>
#include <nice/agent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GMainLoop *loop;
static NiceAgent *agent;
static guint stream;
static guint components;
static GSList *remotes[3];

static void say_candidates(void) {
  gchar *ufrag = NULL, *password = NULL;
  nice_agent_get_local_credentials(agent, stream, &ufrag, &password);
  printf("credentials %s %s\n", ufrag, password);
  g_free(ufrag);
  g_free(password);
  for (guint component = 1; component <= components; component++) {
    GSList *list = nice_agent_get_local_candidates(agent, stream, component);
    for (GSList *each = list; each != NULL; each = each->next) {
      gchar *line = nice_agent_generate_local_candidate_sdp(agent, each->data);
      printf("candidate %s\n", line);
      g_free(line);
    }
    g_slist_free_full(list, (GDestroyNotify)nice_candidate_free);
  }
  printf("gathered\n");
}

static void on_gathered(NiceAgent *of, guint id, gpointer data) { say_candidates(); }

static void on_state(NiceAgent *of, guint id, guint component, guint state, gpointer data) {
  printf("state %u %s\n", component, nice_component_state_to_string(state));
}

static void on_pair(NiceAgent *of, guint id, guint component, NiceCandidate *local, NiceCandidate *remote,
                    gpointer data) {
  gchar ours[NICE_ADDRESS_STRING_LEN], theirs[NICE_ADDRESS_STRING_LEN];
  nice_address_to_string(&local->addr, ours);
  nice_address_to_string(&remote->addr, theirs);
  printf("pair %u %s %u %s %u\n", component, ours, nice_address_get_port(&local->addr), theirs,
         nice_address_get_port(&remote->addr));
}

static void on_received(NiceAgent *of, guint id, guint component, guint length, gchar *bytes, gpointer data) {
  printf("received %u ", component);
  for (guint at = 0; at < length; at++) printf("%02x", (guchar)bytes[at]);
  printf("\n");
}

static void go(void) {
  for (guint component = 1; component <= components; component++) {
    nice_agent_set_remote_candidates(agent, stream, component, remotes[component]);
    g_slist_free_full(remotes[component], (GDestroyNotify)nice_candidate_free);
    remotes[component] = NULL;
  }
}

static void send_hex(guint component, const gchar *hex) {
  gsize length = strlen(hex) / 2;
  gchar *bytes = g_malloc(length + 1);
  for (gsize at = 0; at < length; at++) {
    gchar pair[3] = {hex[at * 2], hex[at * 2 + 1], 0};
    bytes[at] = (gchar)strtoul(pair, NULL, 16);
  }
  nice_agent_send(agent, stream, component, length, bytes);
  g_free(bytes);
}

static void obey(gchar *line) {
  gchar **words = g_strsplit(g_strchomp(line), " ", 3);
  const gchar *verb = words[0] ? words[0] : "";
  if (!strcmp(verb, "credentials") && words[1] && words[2]) {
    nice_agent_set_remote_credentials(agent, stream, words[1], words[2]);
  } else if (!strcmp(verb, "candidate")) {
    NiceCandidate *candidate = nice_agent_parse_remote_candidate_sdp(agent, stream, line + strlen("candidate "));
    if (candidate == NULL || candidate->component_id > components) printf("refused %s\n", line);
    else remotes[candidate->component_id] = g_slist_append(remotes[candidate->component_id], candidate);
  } else if (!strcmp(verb, "go")) {
    go();
  } else if (!strcmp(verb, "send") && words[1] && words[2]) {
    send_hex((guint)atoi(words[1]), words[2]);
  } else if (!strcmp(verb, "restart")) {
    nice_agent_restart_stream(agent, stream);
    say_candidates();
  } else {
    printf("refused %s\n", line);
  }
  g_strfreev(words);
}

static gboolean on_input(GIOChannel *input, GIOCondition condition, gpointer data) {
  gchar *line = NULL;
  if (g_io_channel_read_line(input, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL) {
    g_main_loop_quit(loop);
    return FALSE;
  }
  obey(line);
  g_free(line);
  return TRUE;
}

static void use_relay(char **args) {
  NiceRelayType type = NICE_RELAY_TYPE_TURN_UDP;
  if (!strcmp(args[0], "tcp")) type = NICE_RELAY_TYPE_TURN_TCP;
  if (!strcmp(args[0], "tls")) type = NICE_RELAY_TYPE_TURN_TLS;
  for (guint component = 1; component <= components; component++)
    nice_agent_set_relay_info(agent, stream, component, args[1], (guint)atoi(args[2]), args[3], args[4], type);
  g_object_set(agent, "force-relay", TRUE, NULL);
}

int main(int count, char **args) {
  if (count != 7 && count != 12) return 2;
  components = (guint)atoi(args[3]);
  if (components < 1 || components > 2) return 2;
  setvbuf(stdout, NULL, _IOLBF, 0);
  loop = g_main_loop_new(NULL, FALSE);
  NiceAgentOption options = NICE_AGENT_OPTION_NONE;
  if (!strcmp(args[4], "lite")) options |= NICE_AGENT_OPTION_LITE_MODE;
  if (!strcmp(args[5], "regular")) options |= NICE_AGENT_OPTION_REGULAR_NOMINATION;
  agent = nice_agent_new_full(
      g_main_loop_get_context(loop),
      strcmp(args[1], "oc2007r2") ? NICE_COMPATIBILITY_RFC5245 : NICE_COMPATIBILITY_OC2007R2, options);
  gboolean tcp = !strcmp(args[4], "full-tcp");
  g_object_set(agent, "controlling-mode", !strcmp(args[2], "controlling"), "ice-tcp", tcp, "ice-udp", !tcp, "upnp",
               FALSE, NULL);
  NiceAddress address;
  nice_address_init(&address);
  if (!nice_address_set_from_string(&address, args[6])) return 2;
  nice_agent_add_local_address(agent, &address);
  g_signal_connect(agent, "candidate-gathering-done", G_CALLBACK(on_gathered), NULL);
  g_signal_connect(agent, "component-state-changed", G_CALLBACK(on_state), NULL);
  g_signal_connect(agent, "new-selected-pair-full", G_CALLBACK(on_pair), NULL);
  stream = nice_agent_add_stream(agent, components);
  for (guint component = 1; component <= components; component++)
    nice_agent_attach_recv(agent, stream, component, g_main_loop_get_context(loop), on_received, NULL);
  if (count == 12) use_relay(args + 7);
  nice_agent_gather_candidates(agent, stream);
  GIOChannel *input = g_io_channel_unix_new(0);
  g_io_add_watch(input, G_IO_IN | G_IO_HUP, on_input, NULL);
  g_main_loop_run(loop);
  g_object_unref(agent);
  return 0;
}
