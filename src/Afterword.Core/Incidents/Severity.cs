namespace Afterword.Core.Incidents;

/// <summary>How bad an incident is; 1 is worst. The names people see are settings.</summary>
public enum Severity
{
    /// <summary>SEV1.</summary>
    Sev1,

    /// <summary>SEV2.</summary>
    Sev2,

    /// <summary>SEV3.</summary>
    Sev3,

    /// <summary>SEV4.</summary>
    Sev4,
}

/// <summary>Where an incident stands.</summary>
public enum IncidentStatus
{
    /// <summary>The impact goes on.</summary>
    Ongoing,

    /// <summary>The impact is contained; the cause is not removed.</summary>
    Mitigated,

    /// <summary>The impact is over; the follow-through is not.</summary>
    Resolved,

    /// <summary>Resolved, every action item is closed, and the closing message has gone.</summary>
    Closed,
}
