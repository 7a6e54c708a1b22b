namespace Afterword.Core.People;

/// <summary>What a person may do; which deeds each role has stands in one table, <c>Permissions</c>.</summary>
public enum Role
{
    /// <summary>Reads and asks.</summary>
    Viewer,

    /// <summary>Works on items and post-mortems.</summary>
    Member,

    /// <summary>Leads incidents: publishes, approves and sends.</summary>
    Lead,

    /// <summary>Runs the installation: people, channels, settings.</summary>
    Admin,

    /// <summary>Reads everything and the evidence, changes nothing.</summary>
    Auditor,
}
