using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Merging;

namespace Afterword.Server.Features.PostMortems.Writing;

/// <summary>What became of a save.</summary>
/// <param name="PostMortem">The post-mortem as it stands.</param>
/// <param name="Merge">What was merged, when somebody else had saved in between; null when nobody had.</param>
/// <param name="Kept">False when both changed the same place: nothing was saved, what was typed is kept as a draft.</param>
public sealed record SavedWriting(PostMortem PostMortem, PostMortemMerge? Merge, bool Kept);
