namespace Afterword.Core.PostMortems;

/// <summary>The four questions a post-mortem answers; also the category of an action item.</summary>
public enum LearningCategory
{
    /// <summary>Could it have been caught sooner?</summary>
    Detection,

    /// <summary>Could it have been prevented?</summary>
    Prevention,

    /// <summary>Could we have responded better?</summary>
    Response,

    /// <summary>Could we have recovered faster?</summary>
    Recovery,
}
