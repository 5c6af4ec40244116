"""What a microblog is: frozen data and pure rules, standard library only."""
