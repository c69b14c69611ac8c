// The engineers of scenario `base` who can sign in. Ana is the one whom the sandbox's configuration names.
const number = { francesca: "0002", bo: "0003" };

export const engineers = ["ana", "bo", "francesca"];

export function identity(name) {
  if (name === "ana") return {};
  const email = `${name}@example.com`;
  return {
    EMERG_EMAIL: email,
    EMERG_PAGERDUTY_EMAIL: email,
    EMERG_ZENDESK_EMAIL: email,
    ...tokens(name),
  };
}

function tokens(name) {
  return {
    EMERG_PAGERDUTY_TOKEN: `pd-sandbox-token-${number[name]}`,
    EMERG_ZENDESK_TOKEN: `zendesk-sandbox-token-${number[name]}`,
    EMERG_SLACK_TOKEN: `xoxb-sandbox-token-${number[name]}`,
  };
}

/** Acknowledges a page in PagerDuty itself, without emerg. */
export async function acknowledgeAs(name, pagerduty, page) {
  const answer = await fetch(`${pagerduty}/incidents/${page}`, {
    method: "PUT",
    headers: {
      authorization: `Token token=${identity(name).EMERG_PAGERDUTY_TOKEN}`,
      accept: "application/vnd.pagerduty+json;version=2",
      "content-type": "application/json",
      from: `${name}@example.com`,
    },
    body: JSON.stringify({ incident: { type: "incident_reference", status: "acknowledged" } }),
  });
  if (!answer.ok) throw new Error(`${name} cannot acknowledge: ${await answer.text()}`);
}
