namespace Afterword.Server.Features;

/// <summary>Marks a part of a page that is made to stand on another feature's page; nothing else crosses from feature to feature but queries.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum)]
internal sealed class OfferedAttribute : Attribute;
