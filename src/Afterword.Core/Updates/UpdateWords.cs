namespace Afterword.Core.Updates;

/// <summary>How people call kinds and audiences, the same everywhere.</summary>
public static class UpdateWords
{
    /// <summary>Leadership, Affected teams, Technical, Customers, Company, Owner, Manager, Team lead, Thread.</summary>
    public static string Of(Audience audience) =>
        audience switch
        {
            Audience.AffectedTeams => "Affected teams",
            Audience.TeamLead => "Team lead",
            _ => audience.ToString(),
        };

    /// <summary>First summary, Weekly follow-up, Reminder … Message.</summary>
    public static string Of(UpdateKind kind) =>
        kind switch
        {
            UpdateKind.InitialSummary => "First summary",
            UpdateKind.PostMortemPublished => "Post-mortem published",
            UpdateKind.WeeklyFollowUp => "Weekly follow-up",
            UpdateKind.WeeklyEnded => "Last weekly follow-up",
            UpdateKind.ProgressUpdate => "Progress update",
            UpdateKind.Blocker => "Blocker",
            UpdateKind.ReadyForReview => "Ready for review",
            UpdateKind.Done => "Item done",
            UpdateKind.Delay => "Delay",
            UpdateKind.PlanChange => "Plan change",
            UpdateKind.ReminderDigest => "Reminder",
            UpdateKind.Escalation => "Escalation",
            UpdateKind.Closing => "Closing message",
            UpdateKind.StatusPost => "Status post",
            UpdateKind.CheckIn => "Check-in",
            UpdateKind.SimilarRiskCall => "Could this hit you?",
            UpdateKind.SuccessStory => "Success story",
            UpdateKind.LeadershipDigest => "Leadership digest",
            UpdateKind.MonthlyReview => "Monthly review",
            UpdateKind.Correction => "Correction",
            UpdateKind.HeadsUp => "Heads-up",
            _ => "Message",
        };

    /// <summary>What an update is in a ledger: <c>First summary to leadership</c>.</summary>
    public static string Of(UpdateKind kind, Audience audience) =>
        $"{Of(kind)} to {Readers(audience)}";

    /// <summary>Whom it goes to, within a sentence: <c>the affected teams</c>.</summary>
    public static string Readers(Audience audience) =>
        audience switch
        {
            Audience.AffectedTeams => "the affected teams",
            Audience.Technical => "the engineers",
            Audience.Customers => "customers",
            Audience.Company => "the whole company",
            Audience.Owner => "the owner",
            Audience.Manager => "the owner's manager",
            Audience.TeamLead => "the team lead",
            Audience.Thread => "the incident's thread",
            Audience.Team => "the team",
            Audience.Person => "the person who is asked",
            _ => "leadership",
        };
}
