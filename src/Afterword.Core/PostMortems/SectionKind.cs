namespace Afterword.Core.PostMortems;

/// <summary>What a section of a post-mortem is about; the canonical names of the product, in the order of the document.</summary>
public enum SectionKind
{
    /// <summary>One or two sentences: what happened and how it was resolved.</summary>
    Summary,

    /// <summary>Who was affected, how many, for how long.</summary>
    Impact,

    /// <summary>What happened when, in UTC.</summary>
    Timeline,

    /// <summary>How the incident was noticed. Read from other organisations' documents; we have no such part.</summary>
    Detection,

    /// <summary>The technical cause, without blame.</summary>
    RootCause,

    /// <summary>What else made it happen, or made it worse.</summary>
    ContributingFactors,

    /// <summary>How it was fixed. Read from other organisations' documents; we have no such part.</summary>
    Resolution,

    /// <summary>What went well.</summary>
    WentWell,

    /// <summary>What could have gone better.</summary>
    CouldHaveGoneBetter,

    /// <summary>Where luck helped. Read from other organisations' documents; we have no such part.</summary>
    Lucky,

    /// <summary>What we learned, by category.</summary>
    Learned,

    /// <summary>What will be done, by whom, by when.</summary>
    ActionItems,

    /// <summary>A section of the team's own; kept word for word.</summary>
    Other,
}
