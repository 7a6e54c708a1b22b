namespace Afterword.Core.Events;

/// <summary>Through which door a change came in.</summary>
public enum Door
{
    /// <summary>A page.</summary>
    Web,

    /// <summary>The REST API.</summary>
    Api,

    /// <summary>Slack.</summary>
    Slack,

    /// <summary>A tracker.</summary>
    Tracker,

    /// <summary>A link in a mail.</summary>
    MailLink,

    /// <summary>The cadence: nobody pressed anything.</summary>
    Cadence,

    /// <summary>An import of documents.</summary>
    Import,

    /// <summary>The product itself: start, demo, migration, delivery.</summary>
    System,
}
