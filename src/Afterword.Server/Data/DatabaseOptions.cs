namespace Afterword.Server.Data;

/// <summary>Where Afterword keeps what it knows.</summary>
public sealed class DatabaseOptions
{
    /// <summary><c>sqlite</c> (one machine, the default) or <c>postgres</c> (several nodes).</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>The connection string of PostgreSQL; needed only there.</summary>
    public string Connection { get; set; } = "";

    /// <summary>The folder of the SQLite file and of the master key; made when it is missing.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>True on SQLite.</summary>
    public bool IsSqlite => !Provider.Equals("postgres", StringComparison.OrdinalIgnoreCase);
}
