namespace Bourse.Agents;

/// <summary>An order that a maker wants to stand in the book.</summary>
public readonly record struct Quote(decimal Price, decimal Quantity);
