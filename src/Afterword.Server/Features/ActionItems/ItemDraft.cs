using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Server.Data;
using Afterword.Server.Security;

namespace Afterword.Server.Features.ActionItems;

/// <summary>A new item as a door has it: the owner still a handle, the date perhaps left to the policy.</summary>
/// <param name="Fields">What was filled in; the owner is looked up.</param>
/// <param name="Owner">A handle of a person or a team; empty for nobody yet.</param>
/// <param name="ProposeDue">Give it the policy's due date when it has none (spec A3).</param>
internal sealed record ItemDraft(ActionItemDetails Fields, string Owner, bool ProposeDue)
{
    /// <summary>What the noun takes.</summary>
    /// <exception cref="Core.RuleException">The owner is unknown.</exception>
    public async Task<ActionItemDetails> Details(
        AfterwordDb db,
        Severity severity,
        DueDatePolicy policy,
        Caller caller,
        CancellationToken ct
    )
    {
        var owner = await Owners.Find(db, Owner, ct);
        var propose = ProposeDue && Fields is { DueOn: null, DueText.Length: 0 };
        return Fields with
        {
            OwnerId = owner.Person,
            OwnerTeamId = owner.Team,
            DueOn = propose
                ? policy.Propose(Fields.Priority, severity, Today(caller))
                : Fields.DueOn,
        };
    }

    private static DateOnly Today(Caller caller) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(caller.By().At, caller.Zone).DateTime);
}
