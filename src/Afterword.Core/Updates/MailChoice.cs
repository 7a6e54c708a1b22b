namespace Afterword.Core.Updates;

/// <summary>Which kinds of mail a person may stop.</summary>
public static class MailChoice
{
    /// <summary>
    /// True for what somebody is asked to decide or was told wrongly: escalations and corrections go to whom they concern, whatever
    /// that person stopped. What a person approved goes to that person too.
    /// </summary>
    public static bool IsMandatory(UpdateKind kind) =>
        kind is UpdateKind.Escalation or UpdateKind.Correction;

    /// <summary>Whether this update reaches a person in any case.</summary>
    /// <param name="update">The update.</param>
    /// <param name="personId">The reader.</param>
    public static bool IsMandatory(Update update, int personId)
    {
        ArgumentNullException.ThrowIfNull(update);
        return IsMandatory(update.Kind) || update.ApprovedById == personId;
    }

    /// <summary>Why a kind cannot be stopped, within a sentence; null when it can.</summary>
    public static string? WhyMandatory(UpdateKind kind) =>
        kind switch
        {
            UpdateKind.Escalation => "it asks you for a decision",
            UpdateKind.Correction => "it puts right what you were told",
            _ => null,
        };
}
